package stentor.simulator.fault;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Something that goes wrong. What is absent narrows nothing.
 *
 * @param kind what goes wrong
 * @param service signing name of a service, for example {@code ec2}
 * @param action for example {@code CreateStack}
 * @param share of the requests it strikes, 0 to 1; all where absent
 * @param times how often it strikes at most; without end where absent
 * @param type of resource, for example {@code AWS::EKS::Cluster}; a quota's code
 * @param stack name of a stack
 * @param resource logical id in a stack, or physical id
 * @param reason as the service words it; a device's: {@code pending}, {@code slow_down}, {@code
 *     expired} or {@code denied}
 * @param seconds a delay's, outside; a clock's, by which it is ahead
 * @param when a cut's: {@code before} or {@code after} the work was done
 * @param value a quota's
 * @param accessKey whose credentials have expired
 */
public record Fault(
    Kind kind,
    Optional<String> service,
    Optional<String> action,
    OptionalDouble share,
    OptionalInt times,
    Optional<String> type,
    Optional<String> stack,
    Optional<String> resource,
    Optional<String> reason,
    OptionalDouble seconds,
    Optional<String> when,
    OptionalDouble value,
    Optional<String> accessKey) {

  /** What can go wrong. */
  public enum Kind {
    /** Requests are refused as too many. */
    @JsonProperty("throttle")
    THROTTLE,
    /** Credentials are refused as expired. */
    @JsonProperty("expire_credentials")
    EXPIRE_CREDENTIALS,
    /** Requests are refused as not allowed. */
    @JsonProperty("deny")
    DENY,
    /** The connection ends without an answer. */
    @JsonProperty("cut")
    CUT,
    /** Answers come late. */
    @JsonProperty("delay")
    DELAY,
    /** The services' clock goes wrong. */
    @JsonProperty("skew")
    SKEW,
    /** A resource of a stack cannot be made. */
    @JsonProperty("fail_resource")
    FAIL_RESOURCE,
    /** A resource of a stack cannot be deleted. */
    @JsonProperty("block_delete")
    BLOCK_DELETE,
    /** There may not be more than so many. */
    @JsonProperty("quota")
    QUOTA,
    /** Whoever signs in by a device gets another answer than to be let in. */
    @JsonProperty("device")
    DEVICE,
    /** Deleting a cluster leaves something of this type behind. */
    @JsonProperty("leave")
    LEAVE
  }

  Fault once() {
    return new Fault(
        kind,
        service,
        action,
        share,
        times.isPresent() ? OptionalInt.of(times.getAsInt() - 1) : times,
        type,
        stack,
        resource,
        reason,
        seconds,
        when,
        value,
        accessKey);
  }

  boolean spent() {
    return times.isPresent() && times.getAsInt() <= 0;
  }
}
