package stentor.simulator.sts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import stentor.simulator.operation.Nodes;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireProtocol;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.world.World;

/**
 * The credentials of the account. Any access key that starts with {@code AKIA} is the user's; one
 * that starts with {@code AKIAEXPIRED} is his too, and has expired. Sessions have a token and end
 * in simulated time. Signatures are not checked.
 */
public final class Credentials {

  /** Name of the one user. */
  public static final String USER = "researcher";

  /** Path of the one user: an ARN without it would not be his. */
  public static final String USER_PATH = "/research/";

  /** Unique id of the one user. */
  public static final String USER_ID = "AIDA0000000RESEARCHER";

  private static final String EXPIRED = "AKIAEXPIRED";

  private final World world;

  /** Those of this world's account. */
  public Credentials(World world) {
    this.world = world;
  }

  /** ARN of the one user. */
  public String userArn() {
    return "arn:aws:iam::%s:user%s%s".formatted(world.account(), USER_PATH, USER);
  }

  /** ARN of the user's device of the second factor. */
  public String deviceArn() {
    return "arn:aws:iam::%s:mfa/%s".formatted(world.account(), USER);
  }

  /** Who calls. */
  public Caller caller(WireRequest request) {
    return token(request)
        .map(SessionToken::read)
        .orElseGet(() -> new Caller(userArn(), USER_ID, Optional.empty()));
  }

  /**
   * Refuses what has expired.
   *
   * @throws WireFault as the request's service words it
   */
  public void check(WireRequest request) {
    if (request.accessKey().startsWith(EXPIRED)) {
      throw expired(request);
    }
    if (request.accessKey().startsWith("ASIA") && token(request).isEmpty()) {
      throw new WireFault(
          403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }
    if (!request.accessKey().isEmpty()
        && caller(request).expiresAt().filter(end -> !world.now().isBefore(end)).isPresent()) {
      throw expired(request);
    }
  }

  /** What a service says when credentials have expired. */
  public static WireFault expired(WireRequest request) {
    return switch (WireProtocol.of(request)) {
      case EC2 -> new WireFault(400, "RequestExpired", "Request has expired.");
      case REST_XML -> new WireFault(400, "ExpiredToken", "The provided token has expired.");
      case QUERY ->
          new WireFault(
              403, "ExpiredToken", "The security token included in the request is expired");
      case JSON, REST_JSON ->
          new WireFault(
              request.signingName().equals("eks") ? 403 : 400,
              "ExpiredTokenException",
              "The security token included in the request is expired");
    };
  }

  /**
   * Credentials of a session, in the words of STS.
   *
   * @param arn whose session
   * @param id unique id of it
   * @param lasts in simulated time
   */
  public ObjectNode session(String arn, String id, Duration lasts) {
    Instant end = world.now().plus(lasts);
    String digits = world.nextHex(32).toUpperCase(Locale.ROOT);
    return Nodes.object()
        .put("AccessKeyId", "ASIA" + digits.substring(0, 16))
        .put("SecretAccessKey", "simulated/" + digits.substring(2))
        .put("SessionToken", SessionToken.write(arn, id, end))
        .put("Expiration", end.toString());
  }

  private static Optional<String> token(WireRequest request) {
    return request
        .header("x-amz-security-token")
        .or(() -> request.parameter("X-Amz-Security-Token"))
        .filter(token -> !token.isEmpty());
  }
}
