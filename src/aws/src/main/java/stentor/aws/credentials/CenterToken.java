package stentor.aws.credentials;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A file of AWS's own tools that says that a person has signed in to IAM Identity Center, as they
 * write it and read it: one sign-in serves them and Stentor.
 *
 * @param startUrl address of the portal
 * @param region in which it is
 * @param accessToken opens the portal
 * @param expiresAt when that ends
 * @param clientId of the program that was let in
 * @param clientSecret of the same
 * @param registrationExpiresAt when that program is forgotten
 * @param refreshToken gets another access token without the person
 */
record CenterToken(
    Optional<String> startUrl,
    Optional<String> region,
    String accessToken,
    Instant expiresAt,
    Optional<String> clientId,
    Optional<String> clientSecret,
    Optional<Instant> registrationExpiresAt,
    Optional<String> refreshToken) {

  /** Refuses one that opens nothing. */
  CenterToken {
    Objects.requireNonNull(accessToken);
    Objects.requireNonNull(expiresAt);
  }

  boolean lasts(Instant now) {
    return now.isBefore(expiresAt);
  }

  /** Does not tell the tokens. */
  @Override
  public String toString() {
    return "CenterToken[" + startUrl + ", " + expiresAt + "]";
  }
}
