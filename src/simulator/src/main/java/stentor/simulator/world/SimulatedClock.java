package stentor.simulator.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The time of the simulated account: {@code origin + pace * (real - start)}. Safe for all threads.
 */
public final class SimulatedClock extends Clock {

  private final Clock real;
  private final double pace;
  private final Instant start;
  private volatile Instant origin;
  private volatile Runnable turned = () -> {};

  /**
   * A clock that shows {@code origin} now.
   *
   * @param pace simulated seconds in a real one, above 0
   */
  public SimulatedClock(Clock real, Instant origin, double pace) {
    if (!(pace > 0) || Double.isInfinite(pace)) {
      throw new IllegalArgumentException("A pace is above 0: " + pace);
    }
    this.real = real;
    this.origin = origin;
    this.pace = pace;
    this.start = real.instant();
  }

  @Override
  public Instant instant() {
    double passed = Duration.between(start, real.instant()).toNanos() * pace;
    return origin.plusNanos((long) passed);
  }

  /** The time outside. */
  public Clock real() {
    return real;
  }

  /** Simulated seconds in a real one. */
  public double pace() {
    return pace;
  }

  /** How long a simulated time takes outside. */
  public Duration outside(Duration simulated) {
    return Duration.ofNanos((long) (simulated.toNanos() / pace));
  }

  /** Jumps ahead. */
  synchronized void advance(Duration by) {
    origin = origin.plus(by);
    turned.run();
  }

  /** Has somebody told whenever it has jumped: who reckons its time elsewhere has to know. */
  public void whenTurned(Runnable told) {
    turned = told;
  }

  /** Always UTC. */
  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  /** Of the time outside only; the simulated one has no other zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    return new SimulatedClock(real.withZone(zone), instant(), pace);
  }
}
