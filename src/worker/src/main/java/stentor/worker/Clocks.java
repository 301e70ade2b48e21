package stentor.worker;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * The two clocks: what is written down has the time of day, what is waited for is measured by the
 * one that nobody can set.
 *
 * @param wall the time of day
 * @param nanos the monotonic clock, {@link System#nanoTime()} outside of tests
 */
record Clocks(Clock wall, LongSupplier nanos) {}
