package stentor.app.environment;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import stentor.app.environment.Performance.Recent;
import stentor.control.metrics.Histogram;
import stentor.control.metrics.Metrics;

/**
 * What of a master's metrics is looked at, as of one moment.
 *
 * @param at when it was asked
 * @param ended jobs that ended, by model
 * @param total how long jobs took from their acceptance to their end, in seconds
 * @param audioSeconds audio of the jobs that succeeded
 * @param recogniseSeconds what workers needed for their jobs
 */
record Scrape(
    Instant at,
    Map<String, Double> ended,
    Histogram total,
    double audioSeconds,
    double recogniseSeconds) {

  private static final double MEDIAN = 0.5;
  private static final double MOST = 0.95;

  /** What these metrics say. */
  static Scrape of(Metrics metrics, Instant at) {
    String stages = "stentor_job_stage_seconds";
    return new Scrape(
        at,
        metrics.by("model", "stentor_jobs_ended_total"),
        metrics.histogram(stages, Map.of("stage", "total")),
        metrics.sum("stentor_audio_seconds_total", Map.of()).orElse(0),
        metrics.sum(stages + "_sum", Map.of("stage", "recognise")).orElse(0));
  }

  private double jobs() {
    return ended.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Whether its master began to count anew since that one. */
  boolean beganAnewSince(Scrape older) {
    return jobs() < older.jobs() || total.count() < older.total.count();
  }

  /** What it says with an older one to compare with. */
  Performance comparedWith(Optional<Scrape> older) {
    Map<String, Long> jobs = new TreeMap<>();
    ended.forEach((model, count) -> jobs.put(model, Math.round(count)));
    return new Performance(
        at,
        older.map(this::since),
        recogniseSeconds > 0 && audioSeconds > 0
            ? OptionalDouble.of(audioSeconds / recogniseSeconds)
            : OptionalDouble.empty(),
        jobs);
  }

  private Recent since(Scrape older) {
    Histogram lately = total.since(older.total);
    double minutes = Duration.between(older.at, at).toMillis() / 60_000.0;
    return new Recent(
        (jobs() - older.jobs()) / minutes, lately.quantile(MEDIAN), lately.quantile(MOST));
  }
}
