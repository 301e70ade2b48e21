package stentor.protocol.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.Deflater;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.Outcome;
import stentor.speech.transcript.Token;
import stentor.speech.transcript.Transcript;

/**
 * Answer in the format {@code verbose_json}. What an engine cannot give is absent, never invented.
 *
 * @param task {@code transcribe}
 * @param language full English name in lower case, as OpenAI writes it
 * @param duration seconds of audio
 * @param text all that was said
 * @param segments stretches between pauses; absent where the client did not ask for them
 * @param words absent where the client did not ask for them
 * @param stentor what OpenAI's shape has no place for
 */
public record VerboseTranscription(
    String task,
    String language,
    double duration,
    String text,
    Optional<List<Segment>> segments,
    Optional<List<Word>> words,
    Optional<Extras> stentor) {

  /**
   * One stretch of speech.
   *
   * @param id its place, from 0
   * @param start seconds from the beginning
   * @param end seconds from the beginning
   * @param text what was said
   * @param tokens ids of the engine's pieces
   * @param temperature 0: decoding is greedy
   * @param avgLogprob mean natural log-probability of the tokens; absent where the engine has none
   * @param compressionRatio bytes of the text over bytes of its zlib form, as Whisper computes it
   * @param language BCP 47 tag of this stretch
   * @param gap true where what was said could not be recognised; else absent
   */
  public record Segment(
      int id,
      double start,
      double end,
      String text,
      List<Integer> tokens,
      double temperature,
      @JsonProperty("avg_logprob") OptionalDouble avgLogprob,
      @JsonProperty("compression_ratio") OptionalDouble compressionRatio,
      Optional<String> language,
      Optional<Boolean> gap) {

    /** Copies the list. */
    public Segment {
      tokens = List.copyOf(tokens);
    }
  }

  /**
   * One word.
   *
   * @param word the word
   * @param start seconds from the beginning
   * @param end seconds from the beginning
   * @param estimated true where the engine gives no times and these were estimated; else absent
   * @param confidence in [0, 1]; absent where the engine has none
   */
  public record Word(
      String word,
      double start,
      double end,
      Optional<Boolean> estimated,
      OptionalDouble confidence) {}

  /**
   * What Stentor adds.
   *
   * @param job id of the job
   * @param model id of the model
   * @param modelVersion its version; absent where nothing had to be recognised
   * @param attempts attempts at the most tried part
   * @param languageDecision which language, and why
   * @param languageTag BCP 47 tag of {@code language}
   * @param timings where the time went
   * @param flags what a reader must know
   */
  public record Extras(
      String job,
      String model,
      Optional<String> modelVersion,
      int attempts,
      Optional<LanguageDecision> languageDecision,
      String languageTag,
      Timings timings,
      List<String> flags) {

    /** Copies the list. */
    public Extras {
      flags = List.copyOf(flags);
    }
  }

  /**
   * Seconds since acceptance.
   *
   * @param accepted 0
   * @param prepared when the audio was decoded, cut and queued
   * @param queued when the first worker took it
   * @param decoded when the last part was recognised
   * @param total when the outcome was there
   */
  public record Timings(
      double accepted,
      OptionalDouble prepared,
      OptionalDouble queued,
      OptionalDouble decoded,
      double total) {}

  /**
   * The answer for a job that succeeded.
   *
   * @param acceptedAt when the job was accepted
   * @throws IllegalArgumentException if the outcome has no transcript
   */
  public static VerboseTranscription of(
      Outcome outcome, Instant acceptedAt, boolean withSegments, boolean withWords) {
    Transcript transcript =
        outcome
            .transcript()
            .orElseThrow(() -> new IllegalArgumentException("No transcript: " + outcome.id()));
    return new VerboseTranscription(
        "transcribe",
        englishName(transcript.language()),
        transcript.duration(),
        transcript.text(),
        withSegments ? Optional.of(segments(transcript)) : Optional.empty(),
        withWords ? Optional.of(words(transcript)) : Optional.empty(),
        Optional.of(extras(outcome, transcript, acceptedAt)));
  }

  /**
   * The transcript that this answer tells of. Words are given to the segment in which they begin.
   * Pieces come back by number only, without their text and their own log-probability.
   */
  public Transcript toTranscript() {
    String tag =
        stentor.map(Extras::languageTag).orElseGet(() -> language.isEmpty() ? "und" : language);
    List<stentor.speech.transcript.Segment> result = new ArrayList<>();
    for (Segment segment : segments.orElse(List.of())) {
      boolean gap = segment.gap().orElse(false);
      List<stentor.speech.transcript.Word> inside =
          words.orElse(List.of()).stream()
              .filter(word -> word.start() >= segment.start() && word.start() < segment.end())
              .map(
                  word ->
                      new stentor.speech.transcript.Word(
                          word.word(),
                          word.start(),
                          word.end(),
                          word.confidence(),
                          word.estimated().orElse(false)))
              .toList();
      result.add(
          new stentor.speech.transcript.Segment(
              segment.start(),
              segment.end(),
              segment.text(),
              segment.language().orElse(tag),
              inside,
              List.of(),
              segment.avgLogprob(),
              gap));
    }
    return new Transcript(
        tag, duration, result, stentor.map(Extras::flags).orElse(List.<String>of()));
  }

  private static List<Segment> segments(Transcript transcript) {
    List<Segment> result = new ArrayList<>();
    for (stentor.speech.transcript.Segment segment : transcript.segments()) {
      result.add(
          new Segment(
              result.size(),
              segment.start(),
              segment.end(),
              segment.text(),
              segment.tokens().stream().map(Token::id).toList(),
              0,
              segment.meanLogProbability(),
              compressionRatio(segment.text()),
              Optional.of(segment.language()),
              segment.gap() ? Optional.of(true) : Optional.empty()));
    }
    return result;
  }

  private static List<Word> words(Transcript transcript) {
    return transcript.segments().stream()
        .flatMap(segment -> segment.words().stream())
        .map(
            word ->
                new Word(
                    word.text(),
                    word.start(),
                    word.end(),
                    word.estimated() ? Optional.of(true) : Optional.empty(),
                    word.confidence()))
        .toList();
  }

  private static Extras extras(Outcome outcome, Transcript transcript, Instant acceptedAt) {
    return new Extras(
        outcome.id().toString(),
        outcome.model().orElse(""),
        outcome.modelVersion(),
        outcome.attempts(),
        outcome.language(),
        transcript.language(),
        new Timings(
            0,
            since(acceptedAt, outcome.preparedAt()),
            since(acceptedAt, outcome.startedAt()),
            since(acceptedAt, outcome.decodedAt()),
            since(acceptedAt, Optional.of(outcome.finishedAt())).orElse(0)),
        transcript.flags());
  }

  private static OptionalDouble since(Instant acceptedAt, Optional<Instant> instant) {
    return instant
        .map(at -> OptionalDouble.of(Math.max(0, Duration.between(acceptedAt, at).toNanos() / 1e9)))
        .orElse(OptionalDouble.empty());
  }

  /** The tag's language in English and lower case, as OpenAI writes it: {@code english}. */
  private static String englishName(String tag) {
    return Locale.forLanguageTag(tag)
        .getDisplayLanguage(Locale.ENGLISH)
        .toLowerCase(Locale.ENGLISH);
  }

  private static OptionalDouble compressionRatio(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      return OptionalDouble.empty();
    }
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] sink = new byte[bytes.length + 64];
      int compressed = deflater.deflate(sink);
      return OptionalDouble.of((double) bytes.length / compressed);
    }
  }
}
