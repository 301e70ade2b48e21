package stentor.worker.health;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What this worker has done, counted. Counting is an addition; Prometheus' own classes are loaded
 * when somebody first asks, because that takes longer than a worker may take to start. Safe for all
 * threads.
 */
public final class WorkerMeters {

  /** Content type of {@link #scrape()}: Prometheus' text format, version 0.0.4. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final String model;
  private final EngineWatch watch;
  private final AtomicInteger leases = new AtomicInteger();
  private final LongAdder parts = new LongAdder();
  private final LongAdder attempts = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder givenUp = new LongAdder();
  private final DoubleAdder audioSeconds = new DoubleAdder();
  private final DoubleAdder recognitionSeconds = new DoubleAdder();
  private @Nullable PrometheusMeterRegistry registry;

  /**
   * Nothing counted yet.
   *
   * @param model id of the model, a label of every figure
   */
  public WorkerMeters(String model, EngineWatch watch) {
    this.model = model;
    this.watch = watch;
  }

  /** A part was leased. */
  public void leased() {
    leases.incrementAndGet();
  }

  /** A lease is ours no more. */
  public void leaseEnded() {
    leases.decrementAndGet();
  }

  /** Whether a part is being worked on. */
  public boolean busy() {
    return leases.get() > 0;
  }

  /** An attempt at a part began. */
  public void attempted() {
    attempts.increment();
  }

  /** An attempt failed. */
  public void failed() {
    failures.increment();
  }

  /** A part was given up. */
  public void gaveUp() {
    givenUp.increment();
  }

  /**
   * A part was recognised.
   *
   * @param audio seconds of its audio
   * @param took seconds that the engine took
   */
  public void recognised(double audio, double took) {
    parts.increment();
    audioSeconds.add(audio);
    recognitionSeconds.add(took);
  }

  /** All figures as Prometheus reads them. */
  public synchronized String scrape() {
    if (registry == null) {
      registry = register();
    }
    return registry.scrape(CONTENT_TYPE);
  }

  private PrometheusMeterRegistry register() {
    PrometheusMeterRegistry made = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    made.config().commonTags("model", model);
    count(made, "parts", "", "Parts recognised", meters -> meters.parts.sum());
    count(made, "attempts", "", "Attempts at parts begun", meters -> meters.attempts.sum());
    count(made, "failures", "", "Attempts at parts failed", meters -> meters.failures.sum());
    count(made, "parts.given.up", "", "Parts given up", meters -> meters.givenUp.sum());
    count(made, "audio", "seconds", "Audio recognised", meters -> meters.audioSeconds.sum());
    count(
        made,
        "recognition",
        "seconds",
        "Time that recognition took",
        meters -> meters.recognitionSeconds.sum());
    gauge(made, "leases", "Parts that this worker has leased", meters -> meters.leases.get());
    gauge(
        made,
        "real.time.factor",
        "Seconds of work for each second of audio, over all parts so far",
        meters -> meters.recognitionSeconds.sum() / meters.audioSeconds.sum());
    gauge(
        made,
        "ready",
        "1 while the engine can be relied on, else 0",
        meters -> meters.watch.doubt().isEmpty() ? 1 : 0);
    return made;
  }

  private void count(
      PrometheusMeterRegistry to,
      String name,
      String unit,
      String description,
      ToDoubleFunction<WorkerMeters> value) {
    FunctionCounter.builder("stentor.worker." + name, this, value)
        .baseUnit(unit.isEmpty() ? null : unit)
        .description(description)
        .register(to);
  }

  private void gauge(
      PrometheusMeterRegistry to,
      String name,
      String description,
      ToDoubleFunction<WorkerMeters> value) {
    Gauge.builder("stentor.worker." + name, this, value).description(description).register(to);
  }
}
