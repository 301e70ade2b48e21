package stentor.aws.cost;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.protocol.environment.Outlook.Bill;

/** Reckons what an environment will cost. Pure. */
public final class Bills {

  private static final double HOUR = 3600;

  private Bills() {}

  /**
   * From now until its end.
   *
   * @param end when it ends by itself; absent: it does not
   * @param perHour US dollars for an hour of it with no worker
   * @param mostPerHour the same with all workers that there may be
   */
  public static Bill until(
      Optional<Instant> end, Instant now, double perHour, double mostPerHour, Prices prices) {
    return new Bill(
        perHour,
        mostPerHour,
        end,
        whole(end, now, perHour),
        whole(end, now, mostPerHour),
        prices.origin(),
        prices.region(),
        prices.asOf());
  }

  private static OptionalDouble whole(Optional<Instant> end, Instant now, double perHour) {
    return end.isPresent()
        ? OptionalDouble.of(
            Math.max(0, Duration.between(now, end.get()).toSeconds()) / HOUR * perHour)
        : OptionalDouble.empty();
  }
}
