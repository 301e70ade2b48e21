package stentor.protocol.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Documents;
import stentor.protocol.openai.VerboseTranscription;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Token;
import stentor.speech.transcript.Transcript;
import stentor.speech.transcript.Word;

/** The longest recording anybody is expected to send: 24 hours without a pause. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DayOfSpeechTest {

  private static final int SECONDS = 86_400;
  private static final int WORDS_A_SECOND = 3;
  private static final int WORDS_A_SEGMENT = 27;
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

  @TempDir Path folder;

  @Test
  void its_outcome_has_at_most_three_quarters_of_the_limit_and_can_be_read_again()
      throws IOException {
    Path file = folder.resolve("outcome.json");

    DocumentFiles.create(file, outcome(transcript(new Random(1))));

    assertThat(Files.size(file)).isBetween(30_000_000L, Documents.MOST_BYTES * 3L / 4);
    Transcript read =
        DocumentFiles.read(file, Outcome.class).flatMap(Outcome::transcript).orElseThrow();
    assertThat(words(read)).isEqualTo(SECONDS * WORDS_A_SECOND);
  }

  @Test
  void its_answer_has_at_most_three_quarters_of_the_limit_and_tells_the_same_transcript() {
    Outcome outcome = outcome(transcript(new Random(2)));

    byte[] json = Documents.write(VerboseTranscription.of(outcome, NOW, true, true));

    assertThat(json.length).isBetween(30_000_000, Documents.MOST_BYTES * 3 / 4);
    Transcript read = Documents.read(json, VerboseTranscription.class).toTranscript();
    assertThat(words(read)).isEqualTo(SECONDS * WORDS_A_SECOND);
  }

  private static long words(Transcript transcript) {
    return transcript.segments().stream().mapToLong(segment -> segment.words().size()).sum();
  }

  private static Outcome outcome(Transcript transcript) {
    return new Outcome(
        Outcome.SCHEMA,
        JobId.of("019678d5-2f00-7000-8000-000000000000").orElseThrow(),
        Outcome.Status.SUCCEEDED,
        NOW,
        Optional.of(NOW),
        Optional.of(NOW),
        Optional.of(NOW),
        Optional.of("m"),
        Optional.of("1"),
        1,
        Optional.empty(),
        Optional.of(transcript),
        Optional.empty());
  }

  /** Words of 1 to 10 letters with a confidence, four pieces for three words. */
  private static Transcript transcript(Random random) {
    List<Segment> segments = new ArrayList<>();
    for (int first = 0; first < SECONDS * WORDS_A_SECOND; first += WORDS_A_SEGMENT) {
      segments.add(segment(first, random));
    }
    return new Transcript("en", SECONDS, segments, List.of());
  }

  private static Segment segment(int first, Random random) {
    List<Word> words = new ArrayList<>();
    List<Token> tokens = new ArrayList<>();
    for (int word = first; word < first + WORDS_A_SEGMENT; word++) {
      String text = "abcdefghij".substring(random.nextInt(10));
      double start = (double) word / WORDS_A_SECOND;
      OptionalDouble confidence = OptionalDouble.of(random.nextDouble());
      words.add(new Word(text, start, start + random.nextDouble() / 3, confidence, true));
      for (int piece = 0; piece < (word % 3 == 0 ? 2 : 1); piece++) {
        tokens.add(new Token(random.nextInt(32_000), " " + text, -random.nextDouble()));
      }
    }
    return new Segment(
        words.getFirst().start(),
        (double) (first + WORDS_A_SEGMENT) / WORDS_A_SECOND,
        String.join(" ", words.stream().map(Word::text).toList()),
        "en",
        words,
        tokens,
        OptionalDouble.of(-random.nextDouble()),
        false);
  }
}
