package stentor.simulator.door;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import stentor.simulator.fault.Fault;
import stentor.simulator.fault.Fault.Kind;
import stentor.simulator.fault.Faults;
import stentor.simulator.sts.Credentials;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireProtocol;
import stentor.simulator.wire.WireRequest;

/** Lets requests go wrong at the front door, whatever the service. */
final class FaultyRequests {

  private final Faults faults;
  private final String account;

  FaultyRequests(Faults faults, String account) {
    this.faults = faults;
    this.account = account;
  }

  /** What the services take for now. */
  Instant now(Instant real) {
    return real.plusMillis((long) (faults.skewSeconds() * 1000));
  }

  /** How long an answer shall wait. */
  Duration delay(WireRequest request, String service, String action) {
    return strikes(Kind.DELAY, request, service, action)
        .map(fault -> Duration.ofMillis((long) (fault.seconds().orElse(1) * 1000)))
        .orElse(Duration.ZERO);
  }

  /** Whether, and when, the connection ends without an answer. */
  Optional<Fault> cut(WireRequest request, String service, String action) {
    return strikes(Kind.CUT, request, service, action);
  }

  /**
   * Refuses a request that shall be refused.
   *
   * @throws WireFault as AWS words it
   */
  void check(WireRequest request, String service, String action) {
    if (strikes(Kind.EXPIRE_CREDENTIALS, request, service, action).isPresent()) {
      throw Credentials.expired(request);
    }
    Optional<Fault> denied = strikes(Kind.DENY, request, service, action);
    if (denied.isPresent()) {
      throw denied(request, service, action, denied.get());
    }
    if (strikes(Kind.THROTTLE, request, service, action).isPresent()) {
      throw throttled(request);
    }
  }

  private Optional<Fault> strikes(Kind kind, WireRequest request, String service, String action) {
    return faults.strikes(kind, service, action, request.accessKey());
  }

  private WireFault denied(WireRequest request, String service, String action, Fault fault) {
    String message =
        fault
            .reason()
            .orElse(
                "User: arn:aws:iam::%s:user/rehearsal is not authorized to perform: %s:%s because no identity-based policy allows the %s:%s action"
                    .formatted(account, service, action, service, action));
    return switch (WireProtocol.of(request)) {
      case EC2 ->
          new WireFault(
              403,
              "UnauthorizedOperation",
              "You are not authorized to perform this operation. " + message);
      case JSON, REST_JSON -> new WireFault(403, "AccessDeniedException", message);
      case QUERY, REST_XML -> new WireFault(403, "AccessDenied", message);
    };
  }

  private static WireFault throttled(WireRequest request) {
    return switch (WireProtocol.of(request)) {
      case EC2 -> new WireFault(503, "RequestLimitExceeded", "Request limit exceeded.");
      case REST_XML -> new WireFault(503, "SlowDown", "Please reduce your request rate.");
      case QUERY -> new WireFault(400, "Throttling", "Rate exceeded");
      case JSON -> new WireFault(400, "ThrottlingException", "Rate exceeded");
      case REST_JSON -> new WireFault(429, "ThrottlingException", "Rate exceeded");
    };
  }
}
