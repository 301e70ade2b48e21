package stentor.aws.cost;

import java.time.LocalDate;
import java.util.stream.DoubleStream;
import stentor.protocol.environment.Outlook.PriceOrigin;

/**
 * What the parts of an environment cost, in US dollars an hour. The copy that is built in is AWS's
 * price list for {@code us-east-1}; most regions are up to a quarter dearer.
 *
 * @param region where these prices hold
 * @param origin where they are from
 * @param asOf when the list was published
 * @param cluster an EKS control plane in standard support
 * @param gate the gate's instance with its disk and its public address
 * @param nat a NAT gateway with its address, without its traffic
 * @param endpoint an interface endpoint in one zone
 * @param node the dearest node that a running environment has at least: two of these, with Auto
 *     Mode's share, disk and address
 * @param worker a spot node for workers; spot prices are on no list, so this is the built-in price
 *     in the proportion of the region's on-demand prices
 */
public record Prices(
    String region,
    PriceOrigin origin,
    LocalDate asOf,
    double cluster,
    double gate,
    double nat,
    double endpoint,
    double node,
    double worker) {

  /** Nothing that an environment is made of costs as much an hour. */
  private static final double MOST = 20;

  /** The copy that is built in. */
  public static final Prices BUILT_IN =
      new Prices(
          "us-east-1",
          PriceOrigin.BUILT_IN,
          LocalDate.of(2026, 11, 1),
          0.10,
          0.022,
          0.05,
          0.01,
          0.105,
          0.09);

  /** Whether they can be true. */
  boolean arePossible() {
    return DoubleStream.of(cluster, gate, nat, endpoint, node, worker)
        .allMatch(price -> price > 0 && price < MOST);
  }
}
