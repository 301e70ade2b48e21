package stentor.app.transcribe;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.JobId;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.Outcome;
import stentor.protocol.openai.VerboseTranscription;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Transcript;
import stentor.speech.transcript.Word;

/** Transcripts for tests. */
final class Samples {

  static final JobId JOB = JobId.of("01980000-0000-7000-8000-000000000001").orElseThrow();
  static final Instant AT = Instant.parse("2026-11-28T11:51:00Z");

  private Samples() {}

  /** A segment of one second a word; words that end in ? are unsure. */
  static Segment segment(double start, String text) {
    List<Word> words = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      double from = start + words.size();
      words.add(
          new Word(
              word.replace("?", ""),
              from,
              from + 0.9,
              OptionalDouble.of(word.endsWith("?") ? 0.2 : 0.95),
              true));
    }
    return new Segment(
        start,
        start + words.size(),
        text.replace("?", ""),
        "en",
        words,
        List.of(),
        OptionalDouble.of(-0.1),
        false);
  }

  /** A stretch that could not be recognised. */
  static Segment gap(double start, double end) {
    return new Segment(start, end, "", "en", List.of(), List.of(), OptionalDouble.empty(), true);
  }

  /** The answer with these segments, which took 0.2, 0.6, 2.1 and 0.2 seconds. */
  static VerboseTranscription answer(List<String> flags, Segment... segments) {
    List<Segment> all = List.of(segments);
    double duration = all.isEmpty() ? 0 : all.getLast().end();
    Outcome outcome =
        new Outcome(
            Outcome.SCHEMA,
            JOB,
            Outcome.Status.SUCCEEDED,
            AT.plusMillis(3_100),
            Optional.of(AT.plusMillis(800)),
            Optional.of(AT.plusMillis(200)),
            Optional.of(AT.plusMillis(2_900)),
            Optional.of("moonshine-tiny-en"),
            Optional.of("1"),
            1,
            Optional.of(new LanguageDecision("en", "only", List.of())),
            Optional.of(new Transcript("en", duration, all, flags)),
            Optional.empty());
    return VerboseTranscription.of(outcome, AT, true, true);
  }

  /** The transcript of a file with these segments. */
  static Transcribed transcribed(Path file, Segment... segments) {
    return new Transcribed(
        file,
        EnvironmentName.DEFAULT,
        Optional.of(JOB),
        AT,
        Duration.ofMillis(3_100),
        answer(List.of(), segments));
  }
}
