package stentor.master.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.WorkerMessage;
import stentor.speech.transcript.Transcript;

/**
 * What a master counts, in the text format of Prometheus. Names say their unit. Labels have few
 * values: models that are served, words of our own, routes as they are declared; no text, name or
 * token of a client is ever one. Safe for all threads.
 */
public final class MasterMetrics implements AutoCloseable {

  /** Content type of {@link #scrape()}: the text format's version 0.0.4. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** Stands for a model that is not served any more, or for a word that a client made up. */
  private static final String OTHER = "other";

  private static final String NONE = "none";
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

  /** Jobs that were counted lately: the end of one may be told more than once. */
  private static final int MOST_REMEMBERED = 10_000;

  private static final Duration[] BUCKETS =
      List.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000)
          .stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  /** Seconds of work for a second of audio: from far faster than speech to slower than it. */
  private static final double[] FACTORS = {
    0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2, 5
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Supplier<Set<String>> served;
  private final Supplier<Map<String, Integer>> connected;
  private final Counter accepted;
  private final Counter audioSeconds;
  private final Histogram factors;
  private final MultiGauge workers;
  private final MultiGauge queues;
  private final LinkedHashSet<JobId> counted = new LinkedHashSet<>();

  /**
   * Nothing counted yet.
   *
   * @param served ids of the models that are served
   * @param connected how many workers are connected, by model
   */
  public MasterMetrics(Supplier<Set<String>> served, Supplier<Map<String, Integer>> connected) {
    this.served = served;
    this.connected = connected;
    accepted =
        Counter.builder("stentor.jobs.accepted")
            .description("Jobs that this master accepted")
            .register(registry);
    audioSeconds =
        Counter.builder("stentor.audio")
            .baseUnit("seconds")
            .description("Audio of the jobs that succeeded")
            .register(registry);
    // Micrometer's own counts what is below 1 as 1. Exemplars need a library that is not here.
    factors =
        Histogram.builder()
            .name("stentor_real_time_factor")
            .help("Seconds of an engine's work for a second of a part's audio")
            .labelNames("model")
            .classicOnly()
            .withoutExemplars()
            .classicUpperBounds(FACTORS)
            .register(registry.getPrometheusRegistry());
    workers =
        MultiGauge.builder("stentor.workers.connected")
            .description("Workers that are connected to this master")
            .register(registry);
    queues =
        MultiGauge.builder("stentor.queue.depth")
            .description("Messages that wait or are leased, as seen some seconds ago")
            .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** Shows a number that is looked at whenever metrics are asked for. */
  public <T> void gauge(String name, String description, T object, ToDoubleFunction<T> value) {
    Gauge.builder(name, object, value)
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  /** A job was accepted. */
  public void accepted() {
    accepted.increment();
  }

  /**
   * A request was refused because there was too much.
   *
   * @param reason code of the problem
   */
  public void rejected(String reason) {
    Counter.builder("stentor.requests.rejected")
        .description("Requests that were refused because the master has all it can take")
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  /**
   * A job ended. Does nothing where it was told of this job before.
   *
   * @return whether it was new
   */
  public boolean ended(JobRequest request, Outcome outcome) {
    if (!isNew(outcome.id())) {
      return false;
    }
    Counter.builder("stentor.jobs.ended")
        .description("Jobs whose end this master heard of")
        .tags("status", statusOf(outcome), "model", modelOf(outcome))
        .register(registry)
        .increment();
    outcome.transcript().map(Transcript::duration).ifPresent(audioSeconds::increment);
    stage("prepare", Optional.of(request.createdAt()), outcome.preparedAt());
    stage("queue", outcome.preparedAt(), outcome.startedAt());
    stage("recognise", outcome.startedAt(), outcome.decodedAt());
    stage("total", Optional.of(request.createdAt()), Optional.of(outcome.finishedAt()));
    return true;
  }

  /**
   * A worker recognised a part.
   *
   * @param model id of the worker's model
   */
  public void recognised(String model, WorkerMessage.PartRecognised work) {
    String label = served.get().contains(model) ? model : OTHER;
    Tags tags = Tags.of("model", label);
    timer("stentor.queue.wait", "How long parts waited for a worker once prepared", tags)
        .record(duration(work.waited()));
    timer("stentor.decode", "How long engines worked on parts", tags)
        .record(duration(work.decoded()));
    if (work.audio() > 0) {
      factors.labelValues(label).observe(work.decoded() / work.audio());
    }
    Counter.builder("stentor.words")
        .description("Words that were recognised")
        .tags(tags)
        .register(registry)
        .increment((double) work.words());
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  /**
   * A request was answered.
   *
   * @param route as it was declared, {@code /v1/jobs/{id}}; empty where none fits
   */
  public void answered(String method, Optional<String> route, int status, Duration took) {
    timer(
            "stentor.http.requests",
            "Requests until their answer was written",
            Tags.of(
                "method", METHODS.contains(method) ? method : OTHER,
                "route", route.orElse(NONE),
                "status", Integer.toString(status)))
        .record(took);
  }

  /**
   * How much waits, as it was seen last.
   *
   * @param depths messages by model and kind of queue
   */
  public void queues(Map<QueueLabel, Long> depths) {
    queues.register(
        depths.entrySet().stream()
            .map(
                each ->
                    Row.of(
                        Tags.of("model", each.getKey().model(), "queue", each.getKey().queue()),
                        each.getValue()))
            .toList(),
        true);
  }

  /**
   * A queue in a label.
   *
   * @param model id of its model
   * @param queue its kind
   */
  public record QueueLabel(String model, String queue) {}

  /** All of it as Prometheus reads it. */
  public synchronized String scrape() {
    Set<String> models = served.get();
    Map<String, Integer> counts = connected.get();
    workers.register(
        models.stream()
            .map(model -> Row.of(Tags.of("model", model), counts.getOrDefault(model, 0)))
            .toList(),
        true);
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  private synchronized boolean isNew(JobId job) {
    boolean first = counted.add(job);
    if (counted.size() > MOST_REMEMBERED) {
      counted.removeFirst();
    }
    return first;
  }

  static String statusOf(Outcome outcome) {
    return switch (outcome.status()) {
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
    };
  }

  private String modelOf(Outcome outcome) {
    return outcome.model().map(model -> served.get().contains(model) ? model : OTHER).orElse(NONE);
  }

  private void stage(String stage, Optional<Instant> from, Optional<Instant> to) {
    if (from.isPresent() && to.isPresent()) {
      Duration took = Duration.between(from.get(), to.get());
      timer("stentor.job.stage", "How long jobs were in a stage", Tags.of("stage", stage))
          .record(took.isNegative() ? Duration.ZERO : took);
    }
  }

  private Timer timer(String name, String description, Tags tags) {
    return Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(BUCKETS)
        .register((MeterRegistry) registry);
  }
}
