package stentor.aws.credentials;

import java.util.List;

/**
 * Where a person signs in to IAM Identity Center.
 *
 * @param name of the session in the configuration; a profile of the old kind has the URL here
 * @param startUrl address of the portal
 * @param region in which it is
 * @param scopes what is asked for; with none of them nothing can be renewed without the person
 */
record IdentityCenter(String name, String startUrl, String region, List<String> scopes) {

  /** Copies the list. */
  IdentityCenter {
    scopes = List.copyOf(scopes);
  }
}
