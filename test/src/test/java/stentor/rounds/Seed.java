package stentor.rounds;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Where the chances of a test come from: {@code -Dstentor.seed=N}, else the clock; printed when the
 * test begins, so that it can be run again with the same choices. (Processes are scheduled by the
 * system all the same.)
 *
 * @param value the seed
 */
record Seed(long value) {

  /** The seed of a test that begins. */
  static Seed of(String test) {
    Long given = Long.getLong("stentor.seed");
    Seed seed = new Seed(given == null ? System.nanoTime() & 0xFFFF_FFFFL : given);
    System.out.println(test + ": -Dstentor.seed=" + seed.value());
    return seed;
  }

  /** The chances of one of the test's rounds, whichever others there were before. */
  RandomGenerator round(int number) {
    return new Random(new SplittableRandom(value ^ (long) number << 32).nextLong());
  }

  /** Whether all rounds shall be run: profile {@code long}. */
  static boolean isLong() {
    return Boolean.getBoolean("stentor.long");
  }

  /**
   * How many rounds there are: few in every build, many in the profile {@code long}, or as {@code
   * -Dstentor.rounds=N} says.
   */
  static int rounds(int few, int many) {
    return Integer.getInteger("stentor.rounds", isLong() ? many : few);
  }
}
