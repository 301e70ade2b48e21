package stentor.engines.vosk;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vosk.Model;
import org.vosk.Recognizer;
import stentor.engines.Cancellation;
import stentor.engines.Engine;
import stentor.engines.EngineDescription;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem;
import stentor.engines.Margin;
import stentor.engines.Recognition;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;
import stentor.speech.transcript.Word;

/**
 * A Kaldi model that is loaded. Where its configuration dithers (Kaldi's usual one does), the same
 * audio can give slightly other probabilities, and now and then another word.
 */
final class VoskEngine implements Engine {

  /** Kaldi takes samples as 16-bit audio has them. */
  private static final float FULL_SCALE = 32_768;

  /** Between two looks at the cancellation: 0.5 s. */
  private static final int CHUNK = Samples.RATE / 2;

  private final EngineDescription description;
  private final Model model;
  private final VoskAnswers answers = new VoskAnswers();
  private boolean closed;

  VoskEngine(EngineDescription description, Model model) {
    this.description = description;
    this.model = model;
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
    float[] samples = margin.of(part);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= FULL_SCALE;
    }
    // One each: a recogniser that goes on counts time on, and adapts to what it heard before.
    try (Recognizer recognizer = new Recognizer(model, Samples.RATE)) {
      recognizer.setWords(true);
      List<Word> words = decode(recognizer, samples, cancellation);
      words.removeIf(word -> !margin.isOfUtterance(word));
      return VoskAnswers.recognition(margin.inUtterance(words));
    } catch (IOException e) {
      throw new EngineException(
          new EngineProblem.RecognitionBroke(description.engine(), String.valueOf(e.getMessage())),
          e);
    }
  }

  private List<Word> decode(Recognizer recognizer, float[] samples, Cancellation cancellation)
      throws JsonProcessingException {
    List<Word> words = new ArrayList<>();
    for (int from = 0; from < samples.length; from += CHUNK) {
      cancellation.check();
      float[] chunk = Arrays.copyOfRange(samples, from, Math.min(samples.length, from + CHUNK));
      // True at a pause that Vosk takes for an end: what it has so far must be fetched then.
      if (recognizer.acceptWaveForm(chunk, chunk.length)) {
        words.addAll(answers.words(recognizer.getResult()));
      }
    }
    cancellation.check();
    words.addAll(answers.words(recognizer.getFinalResult()));
    return words;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      model.close();
    }
  }
}
