package stentor.protocol.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What may be asked of an environment on the cloud beside what all environments take. What is
 * absent stays as it is, or has its default.
 *
 * @param region for example {@code eu-central-1}
 * @param profile name of the AWS profile whose credentials are used
 * @param network where its nodes are
 * @param budget US dollars that may be spent before it ends by itself
 */
public record CloudRequest(
    Optional<String> region,
    Optional<String> profile,
    Optional<Network> network,
    OptionalDouble budget) {

  /** Asks for nothing in particular. */
  public static final CloudRequest NONE =
      new CloudRequest(
          Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty());

  /** Where nodes are, and how they reach what they need. */
  public enum Network {
    /** In public subnets with public addresses and no ingress. */
    @JsonProperty("public")
    PUBLIC,
    /** In private subnets behind one NAT gateway. */
    @JsonProperty("nat")
    NAT,
    /** In private subnets with interface endpoints and no way out. */
    @JsonProperty("endpoints")
    ENDPOINTS
  }
}
