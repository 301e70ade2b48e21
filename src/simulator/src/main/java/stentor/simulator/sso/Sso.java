package stentor.simulator.sso;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import stentor.simulator.fault.Fault;
import stentor.simulator.fault.Faults;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.RestService;
import stentor.simulator.operation.RestService.Route;
import stentor.simulator.sts.Credentials;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.World;

/**
 * IAM Identity Center: the device flow of its OIDC service (API reference of 2019-06-10), and the
 * portal's accounts and roles. Nobody looks at a browser here: a device is let in at the second
 * time it asks, unless a fault of the kind {@code device} answers it otherwise. An access token
 * ends after eight hours and can be prolonged with the refresh token once. What it gave is
 * forgotten when the simulator ends.
 */
public final class Sso implements WireService {

  private static final Set<String> UNSIGNED =
      Set.of(
          "/client/register",
          "/device_authorization",
          "/token",
          "/assignment/accounts",
          "/assignment/roles",
          "/federation/credentials");

  private static final List<String> ROLES = List.of("Researcher", "ReadOnly");
  private static final int DEVICE_SECONDS = 600;
  private static final int TOKEN_SECONDS = 8 * 3600;

  private final World world;
  private final Credentials credentials;
  private final Faults faults;
  private final RestService routes;

  /** How often each device has asked, by its code. */
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
  private final Set<String> refreshing = ConcurrentHashMap.newKeySet();

  /** The service, which gives credentials of an account. */
  public Sso(World world, Credentials credentials, Faults faults) {
    this.world = world;
    this.faults = faults;
    this.credentials = credentials;
    this.routes =
        new RestService(
            signingNames(),
            List.of(
                Route.of("RegisterClient", "POST", "/client/register", this::register),
                Route.of("StartDeviceAuthorization", "POST", "/device_authorization", this::device),
                Route.of("CreateToken", "POST", "/token", this::token),
                Route.of("ListAccounts", "GET", "/assignment/accounts", this::accounts),
                Route.of("ListAccountRoles", "GET", "/assignment/roles", this::roles),
                Route.of(
                    "GetRoleCredentials",
                    "GET",
                    "/federation/credentials",
                    this::roleCredentials)));
  }

  @Override
  public Set<String> signingNames() {
    return Set.of("awsssoportal", "sso-oauth");
  }

  @Override
  public boolean takesUnsigned(WireRequest request) {
    return UNSIGNED.contains(request.path());
  }

  @Override
  public String action(WireRequest request) {
    return routes.action(request);
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    return routes.answer(request);
  }

  private ObjectNode register(Call call) {
    call.required("clientName");
    return Nodes.object()
        .put("clientId", "client-" + world.nextHex(16))
        .put("clientSecret", "secret-" + world.nextHex(32))
        .put("clientIdIssuedAt", world.now().getEpochSecond())
        .put("clientSecretExpiresAt", world.now().plus(Duration.ofDays(90)).getEpochSecond());
  }

  private ObjectNode device(Call call) {
    call.required("clientId");
    String start = call.required("startUrl");
    String code = world.nextHex(32);
    String user = world.nextHex(8).toUpperCase(Locale.ROOT);
    String shown = user.substring(0, 4) + "-" + user.substring(4);
    asked.put(code, 0);
    return Nodes.object()
        .put("deviceCode", code)
        .put("userCode", shown)
        .put("verificationUri", start)
        .put("verificationUriComplete", start + "?user_code=" + shown)
        .put("expiresIn", DEVICE_SECONDS)
        .put("interval", 1);
  }

  private ObjectNode token(Call call) {
    return call.text("grantType").filter("refresh_token"::equals).isPresent()
        ? refreshed(call)
        : confirmed(call);
  }

  private ObjectNode refreshed(Call call) {
    if (!refreshing.remove(call.required("refreshToken"))) {
      throw new WireFault("InvalidGrantException", "Invalid refresh token provided");
    }
    return given();
  }

  private ObjectNode confirmed(Call call) {
    faults
        .strikes(Fault.Kind.DEVICE, "sso-oauth", "CreateToken", "")
        .flatMap(Fault::reason)
        .ifPresent(Sso::refuse);
    String code = call.text("deviceCode").orElse("");
    Integer times = asked.get(code);
    if (times == null) {
      throw new WireFault("InvalidGrantException", "Invalid grant provided");
    }
    if (times == 0) {
      asked.put(code, 1);
      throw new WireFault("AuthorizationPendingException", "authorization_pending");
    }
    asked.remove(code);
    return given();
  }

  private static void refuse(String reason) {
    throw switch (reason) {
      case "slow_down" -> new WireFault("SlowDownException", reason);
      case "expired" -> new WireFault("ExpiredTokenException", "expired_token");
      case "denied" -> new WireFault("AccessDeniedException", "access_denied");
      default -> new WireFault("AuthorizationPendingException", "authorization_pending");
    };
  }

  private ObjectNode given() {
    String refresh = "refresh-" + world.nextHex(32);
    refreshing.add(refresh);
    String token = "token-" + world.nextHex(32);
    tokens.put(token, world.now().plusSeconds(TOKEN_SECONDS));
    return Nodes.object()
        .put("accessToken", token)
        .put("refreshToken", refresh)
        .put("tokenType", "Bearer")
        .put("expiresIn", TOKEN_SECONDS);
  }

  private ObjectNode accounts(Call call) {
    check(call);
    ObjectNode answer = Nodes.object();
    answer.set(
        "accountList",
        Nodes.list(
            Stream.of(
                Nodes.object()
                    .put("accountId", world.account())
                    .put("accountName", "Rehearsal")
                    .put("emailAddress", "rehearsal@example.org"))));
    return answer;
  }

  private ObjectNode roles(Call call) {
    check(call);
    account(call);
    ObjectNode answer = Nodes.object();
    answer.set(
        "roleList",
        Nodes.list(
            ROLES.stream()
                .map(
                    role ->
                        Nodes.object().put("roleName", role).put("accountId", world.account()))));
    return answer;
  }

  private ObjectNode roleCredentials(Call call) {
    check(call);
    account(call);
    String role = call.required("role_name");
    if (!ROLES.contains(role)) {
      throw new WireFault(403, "ForbiddenException", "No access");
    }
    ObjectNode session =
        credentials.session(
            "arn:aws:sts::%s:assumed-role/AWSReservedSSO_%s_0123456789abcdef/researcher"
                .formatted(world.account(), role),
            "AROA0SIMULATEDROLE00:researcher",
            Duration.ofHours(1));
    ObjectNode answer = Nodes.object();
    answer
        .putObject("roleCredentials")
        .put("accessKeyId", session.path("AccessKeyId").asText())
        .put("secretAccessKey", session.path("SecretAccessKey").asText())
        .put("sessionToken", session.path("SessionToken").asText())
        .put("expiration", Instant.parse(session.path("Expiration").asText()).toEpochMilli());
    return answer;
  }

  private void account(Call call) {
    if (!call.required("account_id").equals(world.account())) {
      throw new WireFault(403, "ForbiddenException", "No access");
    }
  }

  private void check(Call call) {
    String token = call.wire().header("x-amz-sso_bearer_token").orElse("");
    if (tokens.getOrDefault(token, Instant.MIN).isBefore(world.now())) {
      throw new WireFault(401, "UnauthorizedException", "Session token not found or invalid");
    }
  }
}
