package stentor.control.library;

import java.util.OptionalDouble;
import stentor.control.library.CalibrationReport.Quality;

/** Counts how often something is right, and keeps what is closest. For one thread. */
final class Tally {

  private int right;
  private int all;
  private OptionalDouble lowestOwn = OptionalDouble.empty();
  private OptionalDouble highestOther = OptionalDouble.empty();
  private OptionalDouble closest = OptionalDouble.empty();

  void count(boolean isRight) {
    all++;
    right += isRight ? 1 : 0;
  }

  void own(double score) {
    lowestOwn = OptionalDouble.of(Math.min(lowestOwn.orElse(score), score));
  }

  void other(double score) {
    highestOther = OptionalDouble.of(Math.max(highestOther.orElse(score), score));
  }

  /** The margin of one recording, where each is compared with itself only. */
  void margin(double margin) {
    closest = OptionalDouble.of(Math.min(closest.orElse(margin), margin));
  }

  Quality quality() {
    OptionalDouble margin =
        lowestOwn.isPresent() && highestOther.isPresent()
            ? OptionalDouble.of(lowestOwn.getAsDouble() - highestOther.getAsDouble())
            : closest;
    return new Quality(
        all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) right / all), margin);
  }
}
