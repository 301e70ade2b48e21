package stentor.aws.credentials;

import java.util.Optional;
import stentor.control.cloud.CloudSite;

/** All credentials of a site, which have their sessions together. Safe for all threads. */
public final class CredentialSources {

  private final CloudSite site;
  private final Sessions sessions;
  private final CenterTokens tokens;

  /** Those of a site. */
  public CredentialSources(CloudSite site) {
    this.site = site;
    this.sessions = new Sessions(site.clock());
    this.tokens = new CenterTokens(new ProfileFiles(site.variables()).folder());
  }

  /**
   * One source.
   *
   * @param profile name of the profile; absent: that of {@code AWS_PROFILE}, keys among the
   *     variables, or the default profile, in that order
   */
  public CredentialSource of(Optional<String> profile) {
    return new CredentialSource(site, profile, sessions, tokens);
  }
}
