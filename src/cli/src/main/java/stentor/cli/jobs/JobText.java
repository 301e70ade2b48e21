package stentor.cli.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.cli.terminal.ScreenText;
import stentor.control.HumanDuration;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.job.Failure;
import stentor.protocol.job.Score;
import stentor.protocol.openai.VerboseTranscription;
import stentor.protocol.openai.VerboseTranscription.Extras;
import stentor.protocol.openai.VerboseTranscription.Timings;

/** All about one job as a person reads it: a name and a value a line, then what was said. */
final class JobText {

  private static final int NAME_WIDTH = 12;
  private static final double MILLISECONDS = 1e3;
  private static final double PERCENT = 100;

  private final JobDocument job;
  private final Instant now;
  private final List<String> lines = new ArrayList<>();

  private JobText(JobDocument job, Instant now) {
    this.job = job;
    this.now = now;
  }

  /** The lines of a job. */
  static List<String> of(JobDocument job, Instant now) {
    return new JobText(job, now).lines();
  }

  private List<String> lines() {
    Optional<Extras> extras = job.result().flatMap(VerboseTranscription::stentor);
    add("job", job.id().toString());
    add("status", job.status().word());
    job.replayOf().ifPresent(first -> add("replay of", first.toString()));
    job.model()
        .ifPresent(
            model ->
                add(
                    "model",
                    model + extras.flatMap(Extras::modelVersion).map(" "::concat).orElse("")));
    job.language().ifPresent(language -> add("language", language + whyThat(extras)));
    add(
        "created",
        "%s (%s ago)"
            .formatted(
                toSeconds(job.createdAt()), HumanDuration.said(between(job.createdAt(), now))));
    job.result().ifPresent(result -> add("audio", said(result.duration())));
    add("time", times(extras));
    add("attempts", String.valueOf(job.attempts()));
    job.client().ifPresent(client -> add("client", client.toString()));
    job.trace().ifPresent(trace -> add("trace", trace.toString()));
    extras
        .filter(some -> !some.flags().isEmpty())
        .ifPresent(some -> add("flags", String.join(", ", some.flags())));
    job.error().ifPresent(error -> add("error", error.code() + ": " + error.message()));
    job.score().ifPresent(score -> add("score", said(score)));
    job.text().ifPresent(text -> add("text", text));
    return lines;
  }

  private void add(String name, String value) {
    lines.add(ScreenText.padded(name, NAME_WIDTH) + ScreenText.line(value));
  }

  private static String whyThat(Optional<Extras> extras) {
    return extras
        .flatMap(Extras::languageDecision)
        .map(decision -> " (" + inWords(decision.reason()) + ")")
        .orElse("");
  }

  private static String inWords(String reason) {
    return switch (reason) {
      case "named" -> "it was named";
      case "model" -> "the language of the model that was named";
      case "only" -> "the only one that is served";
      default -> reason;
    };
  }

  /** Where the time went, or where it goes. */
  private String times(Optional<Extras> extras) {
    return job.finishedAt()
        .map(
            end ->
                extras.map(Extras::timings).map(JobText::stages).orElseGet(this::halves)
                    + HumanDuration.said(between(job.createdAt(), end))
                    + " in all")
        .orElseGet(this::soFar);
  }

  private static String stages(Timings timings) {
    List<String> stages = new ArrayList<>();
    stage(stages, "prepared in", OptionalDouble.of(timings.accepted()), timings.prepared());
    stage(stages, "waited", timings.prepared(), timings.queued());
    stage(stages, "recognised in", timings.queued(), timings.decoded());
    return together(stages);
  }

  private static void stage(
      List<String> stages, String name, OptionalDouble from, OptionalDouble to) {
    if (from.isPresent() && to.isPresent()) {
      stages.add(name + " " + said(Math.max(0, to.getAsDouble() - from.getAsDouble())));
    }
  }

  /** All that is known of a job without a transcript. */
  private String halves() {
    List<String> stages = new ArrayList<>();
    if (job.startedAt().isPresent() && job.finishedAt().isPresent()) {
      Instant start = job.startedAt().get();
      stages.add("waited " + HumanDuration.said(between(job.createdAt(), start)));
      stages.add("worked on for " + HumanDuration.said(between(start, job.finishedAt().get())));
    }
    return together(stages);
  }

  private String soFar() {
    return job.startedAt()
        .map(
            start ->
                "waited %s, worked on since %s"
                    .formatted(
                        HumanDuration.said(between(job.createdAt(), start)),
                        HumanDuration.said(between(start, now))))
        .orElseGet(() -> "waiting since " + HumanDuration.said(between(job.createdAt(), now)));
  }

  private static String together(List<String> stages) {
    return stages.isEmpty() ? "" : String.join(", ", stages) + "; ";
  }

  private static String said(Score score) {
    return score
        .wer()
        .map(words -> said("word", words))
        .or(() -> score.cer().map(characters -> said("character", characters)))
        .or(() -> score.error().map(Failure::message))
        .orElse("");
  }

  private static String said(String unit, Score.Rate errors) {
    return "%s error rate %.1f %% (%d other, %d missing, %d added, of %d)"
        .formatted(
            unit,
            errors.rate() * PERCENT,
            errors.substitutions(),
            errors.deletions(),
            errors.insertions(),
            errors.length());
  }

  private static String said(double seconds) {
    return HumanDuration.said(Duration.ofMillis(Math.round(seconds * MILLISECONDS)));
  }

  /** The instant without what nobody reads. */
  static Instant toSeconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  /** The time between two instants of clocks that may differ: never negative. */
  static Duration between(Instant from, Instant to) {
    return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
  }
}
