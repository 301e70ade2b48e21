package stentor.aws.stack;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import stentor.protocol.environment.EnvironmentName;

/**
 * Whose the stacks are.
 *
 * @param environment the environment
 * @param account the account that they are in, twelve digits
 * @param incarnation UUID of this environment of that name
 * @param principal ARN of who made it
 * @param expiresAt when it ends by itself
 */
public record Owner(
    EnvironmentName environment,
    String account,
    String incarnation,
    String principal,
    Optional<Instant> expiresAt) {

  /** Tag with the environment's name. */
  public static final String ENVIRONMENT = "stentor:environment";

  /** Tag with the incarnation. */
  public static final String INCARNATION = "stentor:incarnation";

  /** Tag with who made it. */
  public static final String OWNER = "stentor:owner";

  /** Tag with when it ends by itself. */
  public static final String EXPIRES = "stentor:expires-at";

  /** Tag with the part of the environment. */
  public static final String PART = "stentor:part";

  /** Tag of the service role with the region that its environment is in. */
  public static final String REGION = "stentor:region";

  /** Tag with what a stack was made of. */
  public static final String FINGERPRINT = "stentor:fingerprint";

  /** The names of what is in them. */
  public Names names() {
    return new Names(environment);
  }

  /** The name of the stack of this part. */
  public String stackName(String part) {
    return names().prefix() + part;
  }

  /** The tags of a stack. CloudFormation gives them to what the stack makes. */
  Map<String, String> tags(StackSpec spec) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put(ENVIRONMENT, environment.value());
    tags.put(INCARNATION, incarnation);
    tags.put(OWNER, principal);
    expiresAt.ifPresent(end -> tags.put(EXPIRES, end.toString()));
    tags.put(PART, spec.part());
    tags.put(FINGERPRINT, spec.fingerprint());
    return tags;
  }
}
