package stentor.aws.cost;

import java.time.LocalDate;

/**
 * What the parts of an environment cost, in US dollars an hour. The copy that is built in is AWS's
 * price list for {@code us-east-1}; most regions are up to a quarter dearer.
 *
 * @param asOf when the list was read
 * @param cluster an EKS control plane in standard support
 * @param gate the gate's instance with its disk and its public address
 * @param nat a NAT gateway with its address, without its traffic
 * @param endpoint an interface endpoint in one zone
 * @param node the dearest node that a running environment has at least: two of these, with Auto
 *     Mode's share, disk and address
 * @param worker a spot node for workers
 */
public record Prices(
    LocalDate asOf,
    double cluster,
    double gate,
    double nat,
    double endpoint,
    double node,
    double worker) {

  /** The copy that is built in. */
  public static final Prices BUILT_IN =
      new Prices(LocalDate.of(2026, 11, 1), 0.10, 0.022, 0.05, 0.01, 0.105, 0.09);
}
