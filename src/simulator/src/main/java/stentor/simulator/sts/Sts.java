package stentor.simulator.sts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.QueryService;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.World;

/**
 * STS, as its API reference of 2011-06-15 has it. Any role of the account can be assumed, but one
 * whose name has {@code mfa} in it only with the second factor: six digits, all but {@code 000000}
 * are taken.
 */
public final class Sts {

  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final Pattern ROLE =
      Pattern.compile("arn:aws:iam::(\\d{12}):role/(?:.*/)?([^/]+)");
  private static final int SHORTEST = 900;
  private static final int HOUR = 3600;
  private static final int HALF_A_DAY = 12 * HOUR;

  private final World world;
  private final Credentials credentials;

  private Sts(World world, Credentials credentials) {
    this.world = world;
    this.credentials = credentials;
  }

  /** The service. */
  public static WireService over(World world, Credentials credentials) {
    Sts sts = new Sts(world, credentials);
    return QueryService.query(
        "sts",
        NAMESPACE,
        Map.of(
            "GetCallerIdentity", sts::identity,
            "AssumeRole", sts::assume,
            "GetSessionToken", sts::session));
  }

  private ObjectNode identity(Call call) {
    Caller caller = credentials.caller(call.wire());
    return Nodes.object()
        .put("Arn", caller.arn())
        .put("UserId", caller.id())
        .put("Account", world.account());
  }

  private ObjectNode assume(Call call) {
    String arn = call.required("RoleArn");
    String name = call.required("RoleSessionName");
    Matcher role = ROLE.matcher(arn);
    if (!role.matches()) {
      throw new WireFault("ValidationError", arn + " is invalid");
    }
    boolean guarded = role.group(2).contains("mfa") || role.group(2).contains("Mfa");
    boolean proved = factor(call);
    if (!role.group(1).equals(world.account()) || (guarded && !proved)) {
      throw new WireFault(
          403,
          "AccessDenied",
          "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
              .formatted(credentials.caller(call.wire()).arn(), arn));
    }
    int seconds = seconds(call, HOUR, HALF_A_DAY);
    String session =
        "arn:aws:sts::%s:assumed-role/%s/%s".formatted(world.account(), role.group(2), name);
    String id = "AROA0SIMULATEDROLE00:" + name;
    ObjectNode answer = Nodes.object();
    answer.set("Credentials", credentials.session(session, id, Duration.ofSeconds(seconds)));
    answer.putObject("AssumedRoleUser").put("Arn", session).put("AssumedRoleId", id);
    return answer;
  }

  private ObjectNode session(Call call) {
    factor(call);
    Caller caller = credentials.caller(call.wire());
    if (caller.expiresAt().isPresent()) {
      throw new WireFault(
          403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
    }
    int seconds = seconds(call, HALF_A_DAY, 3 * HALF_A_DAY);
    ObjectNode answer = Nodes.object();
    answer.set(
        "Credentials", credentials.session(caller.arn(), caller.id(), Duration.ofSeconds(seconds)));
    return answer;
  }

  /** Whether the second factor was shown; refused where it was and is wrong. */
  private boolean factor(Call call) {
    if (call.text("TokenCode").isEmpty()) {
      return false;
    }
    String device = call.required("SerialNumber");
    String code = call.required("TokenCode");
    if (!device.equals(credentials.deviceArn())
        || !code.matches("\\d{6}")
        || code.equals("000000")) {
      throw new WireFault(
          403,
          "AccessDenied",
          "MultiFactorAuthentication failed with invalid MFA one time pass code.");
    }
    return true;
  }

  private static int seconds(Call call, int usual, int most) {
    int seconds = call.number("DurationSeconds", usual);
    if (seconds < SHORTEST || seconds > most) {
      throw new WireFault(
          "ValidationError",
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return seconds;
  }
}
