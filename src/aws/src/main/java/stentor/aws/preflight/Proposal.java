package stentor.aws.preflight;

import java.time.Instant;
import java.util.List;
import stentor.aws.credentials.Identity;
import stentor.aws.stack.Names;
import stentor.protocol.environment.CloudRequest.Network;
import stentor.protocol.environment.EnvironmentName;

/**
 * What a new environment would be, as far as that is known before anything is asked or settled.
 *
 * @param environment its name
 * @param region where it would be
 * @param identity who would make it
 * @param network where its nodes would be
 * @param workers how many workers there may be at most, of all models together
 * @param parts parts whose stacks it would have
 * @param end when it would end
 */
public record Proposal(
    EnvironmentName environment,
    String region,
    Identity identity,
    Network network,
    int workers,
    List<String> parts,
    Instant end) {

  /** Copies the list. */
  public Proposal {
    parts = List.copyOf(parts);
  }

  /** The partition of AWS, for example {@code aws} or {@code aws-cn}. */
  String partition() {
    return identity.caller().split(":", -1)[1];
  }

  /** The names that it would have. */
  Names names() {
    return new Names(environment);
  }

  /** What every name of it begins with, and the whole name of its cluster. */
  String name() {
    return names().cluster();
  }

  /** The name of its bucket, which is the same nowhere else in the world. */
  String bucket() {
    return names().bucket(identity.account(), region);
  }

  /** The ARN of something of the account in the region. */
  String regional(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s"
        .formatted(partition(), service, region, identity.account(), resource);
  }

  /** The ARN of something of IAM. */
  String global(String resource) {
    return "arn:%s:iam::%s:%s".formatted(partition(), identity.account(), resource);
  }
}
