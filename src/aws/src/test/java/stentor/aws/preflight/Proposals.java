package stentor.aws.preflight;

import java.time.Instant;
import java.util.List;
import stentor.aws.credentials.Identity;
import stentor.protocol.environment.CloudRequest.Network;
import stentor.protocol.environment.EnvironmentName;

/** Environments that tests look for obstacles of. */
final class Proposals {

  static final Instant END = Instant.parse("2026-11-29T16:00:00Z");
  private static final String USER = "arn:aws:iam::000000000042:user/teams/ada";

  private Proposals() {}

  static Proposal of(Network network, int workers) {
    return with(new Identity("000000000042", USER, USER), network, workers);
  }

  static Proposal ofRoot() {
    String root = "arn:aws:iam::000000000042:root";
    return with(new Identity("000000000042", root, root), Network.PUBLIC, 2);
  }

  private static Proposal with(Identity identity, Network network, int workers) {
    return new Proposal(
        new EnvironmentName("lab"),
        "eu-central-1",
        identity,
        network,
        workers,
        List.of("roles", "network", "cluster", "queues-whisper"),
        END);
  }
}
