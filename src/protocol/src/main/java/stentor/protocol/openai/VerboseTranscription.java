package stentor.protocol.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import stentor.protocol.job.Hints;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.Outcome;
import stentor.speech.transcript.Token;
import stentor.speech.transcript.Transcript;

/**
 * Answer in the format {@code verbose_json}: OpenAI's shape, and under {@code stentor} all that it
 * has no place for. What an engine cannot give is absent, never invented; so there is no {@code
 * no_speech_prob}.
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

  /** Whisper's HOP_LENGTH is 160 samples at 16 kHz: github.com/openai/whisper, audio.py. */
  private static final int FRAMES_PER_SECOND = 100;

  /**
   * One stretch of speech.
   *
   * @param id its place, from 0
   * @param seek where it begins in frames of 10 ms, as Whisper counts
   * @param start seconds from the beginning
   * @param end seconds from the beginning
   * @param text what was said
   * @param tokens ids of the engine's pieces
   * @param temperature of sampling as it was used: 0, since engines that decode piece by piece take
   *     the most likely one; absent where nothing was decoded so
   * @param avgLogprob mean natural log-probability of the tokens; absent where there are none
   * @param compressionRatio bytes of the text over bytes of its zlib form, as Whisper computes it;
   *     absent where there is no text
   */
  public record Segment(
      int id,
      long seek,
      double start,
      double end,
      String text,
      List<Integer> tokens,
      OptionalDouble temperature,
      @JsonProperty("avg_logprob") OptionalDouble avgLogprob,
      @JsonProperty("compression_ratio") OptionalDouble compressionRatio) {

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
   */
  public record Word(String word, double start, double end) {}

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
   * @param segments more about each of the answer's segments, in their order; present where they
   *     are
   * @param words more about each of the answer's words, in their order; present where they are
   */
  public record Extras(
      String job,
      String model,
      Optional<String> modelVersion,
      int attempts,
      Optional<LanguageDecision> languageDecision,
      String languageTag,
      Timings timings,
      List<String> flags,
      Optional<List<SegmentExtras>> segments,
      Optional<List<WordExtras>> words) {

    /** Copies the lists. */
    public Extras {
      flags = List.copyOf(flags);
      segments = segments.map(List::copyOf);
      words = words.map(List::copyOf);
    }

    private Extras withFlags(List<String> more) {
      List<String> all = Stream.concat(flags.stream(), more.stream()).toList();
      return new Extras(
          job,
          model,
          modelVersion,
          attempts,
          languageDecision,
          languageTag,
          timings,
          all,
          segments,
          words);
    }
  }

  /**
   * What Stentor adds to a segment.
   *
   * @param language BCP 47 tag of this stretch
   * @param gap whether what was said could not be recognised
   */
  public record SegmentExtras(String language, boolean gap) {}

  /**
   * What Stentor adds to a word.
   *
   * @param estimated whether the engine gives no times and these were estimated
   * @param confidence in [0, 1]; absent where the engine has none
   */
  public record WordExtras(boolean estimated, OptionalDouble confidence) {}

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
   * The answer for a job that succeeded, with flags for what the client wished in vain.
   *
   * @throws IllegalArgumentException if the outcome has no transcript
   */
  public static VerboseTranscription of(
      JobRequest request, Outcome outcome, boolean withSegments, boolean withWords) {
    VerboseTranscription answer = of(outcome, request.createdAt(), withSegments, withWords);
    List<String> ignored = request.hints().map(Hints::ignored).orElse(List.of());
    return ignored.isEmpty()
        ? answer
        : new VerboseTranscription(
            answer.task(),
            answer.language(),
            answer.duration(),
            answer.text(),
            answer.segments(),
            answer.words(),
            answer.stentor().map(extras -> extras.withFlags(ignored)));
  }

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
        Optional.of(extras(outcome, transcript, acceptedAt, withSegments, withWords)));
  }

  /**
   * The transcript that this answer tells of. Words are given to the segment in which they begin.
   * Pieces of the engine do not come back: the answer has their numbers only.
   */
  public Transcript toTranscript() {
    String tag =
        stentor.map(Extras::languageTag).orElseGet(() -> language.isEmpty() ? "und" : language);
    List<SegmentExtras> extras = stentor.flatMap(Extras::segments).orElse(List.of());
    NavigableMap<Double, List<stentor.speech.transcript.Word>> byStart = wordsByStart();
    List<stentor.speech.transcript.Segment> result = new ArrayList<>();
    for (Segment segment : segments.orElse(List.of())) {
      SegmentExtras extra =
          result.size() < extras.size() ? extras.get(result.size()) : new SegmentExtras(tag, false);
      result.add(
          new stentor.speech.transcript.Segment(
              segment.start(),
              segment.end(),
              segment.text(),
              extra.language(),
              inside(segment, byStart),
              List.of(),
              segment.avgLogprob(),
              extra.gap()));
    }
    return new Transcript(
        tag, duration, result, stentor.map(Extras::flags).orElse(List.<String>of()));
  }

  private NavigableMap<Double, List<stentor.speech.transcript.Word>> wordsByStart() {
    List<WordExtras> extras = stentor.flatMap(Extras::words).orElse(List.of());
    NavigableMap<Double, List<stentor.speech.transcript.Word>> result = new TreeMap<>();
    int index = 0;
    for (Word word : words.orElse(List.of())) {
      WordExtras extra =
          index < extras.size() ? extras.get(index) : new WordExtras(false, OptionalDouble.empty());
      index++;
      result
          .computeIfAbsent(word.start(), start -> new ArrayList<>())
          .add(
              new stentor.speech.transcript.Word(
                  word.word(), word.start(), word.end(), extra.confidence(), extra.estimated()));
    }
    return result;
  }

  private static List<stentor.speech.transcript.Word> inside(
      Segment segment, NavigableMap<Double, List<stentor.speech.transcript.Word>> byStart) {
    return segment.start() < segment.end()
        ? byStart.subMap(segment.start(), true, segment.end(), false).values().stream()
            .flatMap(List::stream)
            .toList()
        : List.of();
  }

  private static List<Segment> segments(Transcript transcript) {
    List<Segment> result = new ArrayList<>();
    for (stentor.speech.transcript.Segment segment : transcript.segments()) {
      result.add(
          new Segment(
              result.size(),
              Math.round(segment.start() * FRAMES_PER_SECOND),
              segment.start(),
              segment.end(),
              segment.text(),
              segment.tokens().stream().map(Token::id).toList(),
              segment.tokens().isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(0),
              segment.meanLogProbability(),
              compressionRatio(segment.text())));
    }
    return result;
  }

  private static List<Word> words(Transcript transcript) {
    return spoken(transcript).map(word -> new Word(word.text(), word.start(), word.end())).toList();
  }

  private static Stream<stentor.speech.transcript.Word> spoken(Transcript transcript) {
    return transcript.segments().stream().flatMap(segment -> segment.words().stream());
  }

  private static Extras extras(
      Outcome outcome,
      Transcript transcript,
      Instant acceptedAt,
      boolean withSegments,
      boolean withWords) {
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
        transcript.flags(),
        withSegments ? Optional.of(segmentExtras(transcript)) : Optional.empty(),
        withWords ? Optional.of(wordExtras(transcript)) : Optional.empty());
  }

  private static List<SegmentExtras> segmentExtras(Transcript transcript) {
    return transcript.segments().stream()
        .map(segment -> new SegmentExtras(segment.language(), segment.gap()))
        .toList();
  }

  private static List<WordExtras> wordExtras(Transcript transcript) {
    return spoken(transcript)
        .map(word -> new WordExtras(word.estimated(), word.confidence()))
        .toList();
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
