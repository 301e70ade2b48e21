package stentor.aws;

import java.time.Duration;
import java.util.Optional;
import stentor.aws.credentials.CredentialSource;
import stentor.aws.credentials.CredentialSources;
import stentor.control.cloud.CloudCredentials;
import stentor.control.cloud.CloudSite;
import stentor.control.event.EventStream;
import stentor.protocol.environment.CloudIdentity;

/** Tells who we are at AWS. */
record AccountCredentials(CloudSite site, CredentialSources credentials)
    implements CloudCredentials {

  /** Who we are is the same in all regions. */
  private static final String USUAL_REGION = "us-east-1";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public CloudIdentity whoAmI(Optional<String> profile) throws InterruptedException {
    CredentialSource source = credentials.of(profile);
    Optional<String> region = Optional.of(source.region().orElse(USUAL_REGION));
    try (Account account =
        Account.open(site, source, region, new EventStream(site.clock())).waiting(PATIENCE)) {
      return account.identity();
    }
  }
}
