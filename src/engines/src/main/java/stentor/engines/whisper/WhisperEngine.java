package stentor.engines.whisper;

import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import io.github.givimad.whisperjni.WhisperSamplingStrategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import stentor.engines.Cancellation;
import stentor.engines.Engine;
import stentor.engines.EngineDescription;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem;
import stentor.engines.Margin;
import stentor.engines.Recognition;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;
import stentor.speech.transcript.TimeSpan;
import stentor.speech.transcript.Word;
import stentor.speech.transcript.WordTimes;

/**
 * A Whisper model that is loaded. Decoding is greedy and without second tries at a higher
 * temperature, which are random: the same audio gives the same answer, in a bounded time.
 *
 * <p>The binding has no way to stop the network and tells no probability.
 */
final class WhisperEngine implements Engine {

  /** Below this peak (-80 dB of full scale) nobody speaks; Whisper invents words on silence. */
  private static final float SILENT = 1e-4f;

  /** whisper.cpp takes nothing for speech that is shorter than a second. */
  private static final int LEAST = (int) (1.2 * Samples.RATE);

  /** Times of segments are in hundredths of a second. */
  private static final double TICKS_PER_SECOND = 100;

  /** What Whisper writes of what is no speech, for example {@code [BLANK_AUDIO]}. */
  private static final Pattern MARK =
      Pattern.compile("\\s*(\\[[^]]*]|\\([^)]*\\)|\\*[^*]*\\*)\\s*");

  private final EngineDescription description;
  private final WhisperJNI whisper;
  private final WhisperContext context;
  private final WhisperLanguage language;
  private boolean closed;

  WhisperEngine(
      EngineDescription description,
      WhisperJNI whisper,
      WhisperContext context,
      WhisperLanguage language) {
    this.description = description;
    this.whisper = whisper;
    this.context = context;
    this.language = language;
  }

  @Override
  public EngineDescription describe() {
    return description;
  }

  @Override
  public Recognition recognise(Samples part, Span utterance, Cancellation cancellation) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    Margin margin =
        Margin.around(part, utterance, (int) (description.longestSeconds() * Samples.RATE));
    cancellation.check();
    if (isSilent(part, utterance)) {
      return Recognition.of("");
    }
    float[] samples = margin.of(part);
    float[] padded = Arrays.copyOf(samples, Math.max(LEAST, samples.length));
    int status = whisper.full(context, params(), padded, padded.length);
    cancellation.check();
    if (status != 0) {
      throw new EngineException(
          new EngineProblem.RecognitionBroke(
              description.engine(), "whisper.cpp ended with status " + status));
    }
    return recognition(margin);
  }

  private static boolean isSilent(Samples part, Span utterance) {
    for (int i = (int) utterance.from(); i < utterance.to(); i++) {
      if (Math.abs(part.array()[i]) >= SILENT) {
        return false;
      }
    }
    return true;
  }

  private WhisperFullParams params() {
    WhisperFullParams params = new WhisperFullParams(WhisperSamplingStrategy.GREEDY);
    params.nThreads = description.threads();
    params.language = language.code();
    params.noContext = true;
    params.suppressBlank = true;
    params.suppressNonSpeechTokens = true;
    params.temperature = 0;
    params.temperatureInc = 0;
    params.greedyBestOf = 1;
    // Standard output is the worker's own.
    params.printProgress = false;
    params.printRealtime = false;
    params.printSpecial = false;
    params.printTimestamps = false;
    return params;
  }

  private Recognition recognition(Margin margin) {
    StringBuilder text = new StringBuilder();
    List<Word> words = new ArrayList<>();
    double earliest = 0;
    int segments = whisper.fullNSegments(context);
    for (int i = 0; i < segments; i++) {
      double start = whisper.fullGetSegmentTimestamp0(context, i) / TICKS_PER_SECOND;
      double end = whisper.fullGetSegmentTimestamp1(context, i) / TICKS_PER_SECOND;
      String said = whisper.fullGetSegmentText(context, i);
      if (isSaid(said)) {
        text.append(said);
        TimeSpan span = new TimeSpan(Math.max(earliest, start), Math.max(earliest, end));
        words.addAll(WordTimes.estimate(said, span, List.of(span)));
        earliest = span.end();
      }
    }
    return new Recognition(
        text.toString().strip(),
        List.of(),
        margin.inUtterance(words),
        OptionalDouble.empty(),
        Set.of());
  }

  private static boolean isSaid(String text) {
    return !MARK.matcher(text).matches() && text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      context.close();
    }
  }
}
