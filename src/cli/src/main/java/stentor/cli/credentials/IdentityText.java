package stentor.cli.credentials;

import java.time.temporal.ChronoUnit;
import java.util.List;
import stentor.protocol.environment.CloudIdentity;

/** Who we are to the cloud, as a person reads it. */
public final class IdentityText {

  private IdentityText() {}

  /** In one line. */
  public static String line(CloudIdentity identity) {
    return "As %s in account %s (%s), valid %s"
        .formatted(identity.arn(), identity.account(), source(identity), validity(identity));
  }

  /** A name and a value a line. */
  static List<String> lines(CloudIdentity identity) {
    return List.of(
        "account     " + identity.account(),
        "arn         " + identity.arn(),
        "source      " + source(identity),
        "valid       " + validity(identity));
  }

  private static String source(CloudIdentity identity) {
    return identity
        .profile()
        .map(profile -> identity.source().words() + ", profile " + profile)
        .orElse(identity.source().words());
  }

  private static String validity(CloudIdentity identity) {
    return identity
        .validUntil()
        .map(end -> "until " + end.truncatedTo(ChronoUnit.SECONDS))
        .orElse("without an end that is known");
  }
}
