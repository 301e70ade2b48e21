package stentor.aws.cost;

import stentor.aws.problem.CloudException;

/** Where the prices of a region are asked for. */
@FunctionalInterface
public interface PriceList {

  /**
   * Asks.
   *
   * @param region its name
   * @throws CloudException if they cannot be had, or are not on the list
   */
  Prices of(String region) throws InterruptedException;
}
