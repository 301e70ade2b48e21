package stentor.engines.moonshine;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.engines.Cancellation;
import stentor.engines.Engine;
import stentor.engines.EngineDescription;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem;
import stentor.engines.Glance;
import stentor.engines.Guard;
import stentor.engines.Recognition;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;
import stentor.speech.transcript.Token;

/** A Moonshine model that is loaded. */
final class MoonshineEngine implements Engine {

  private static final Logger LOGGER = LoggerFactory.getLogger(MoonshineEngine.class);

  private final EngineDescription description;
  private final MoonshineNetwork network;
  private final GuardedDecoder decoder;
  private final Detokenizer detokenizer;
  private boolean closed;

  MoonshineEngine(EngineDescription description, MoonshineNetwork network, Vocabulary vocabulary) {
    this.description = description;
    this.network = network;
    this.decoder = new GuardedDecoder(network);
    this.detokenizer = new Detokenizer(vocabulary);
  }

  @Override
  public EngineDescription describe() {
    return description;
  }

  @Override
  public Recognition recognise(Samples part, Span utterance, Cancellation cancellation) {
    check(part, utterance);
    try {
      GuardedDecoder.Outcome outcome = decoder.decode(part, utterance, cancellation);
      Set<Guard> guards = EnumSet.noneOf(Guard.class);
      if (outcome.attempts() > 1) {
        guards.add(Guard.RETRIED);
      }
      if (outcome.chosen().split()) {
        guards.add(Guard.SPLIT);
      }
      return recognition(outcome.chosen(), guards);
    } catch (OrtException e) {
      throw broke(e);
    }
  }

  @Override
  public Glance glance(Samples part, Span utterance, Cancellation cancellation) {
    check(part, utterance);
    try {
      GuardedDecoder.FirstLook look = decoder.glance(part, utterance, cancellation);
      return new Glance(recognition(look.attempt(), EnumSet.noneOf(Guard.class)), look.settled());
    } catch (OrtException e) {
      throw broke(e);
    }
  }

  private void check(Samples part, Span utterance) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    Objects.checkFromToIndex(utterance.from(), utterance.to(), part.length());
    if (utterance.seconds() > description.longestSeconds()) {
      throw new IllegalArgumentException("utterance of " + utterance.seconds() + " s");
    }
  }

  private EngineException broke(OrtException cause) {
    return new EngineException(
        new EngineProblem.RecognitionBroke(
            description.engine(), String.valueOf(cause.getMessage())),
        cause);
  }

  /**
   * What is believed of an attempt.
   *
   * @param guards those that acted before; those that act here come to them
   */
  private Recognition recognition(Attempt attempt, Set<Guard> guards) {
    List<Token> all = new ArrayList<>();
    StringJoiner text = new StringJoiner(" ");
    for (Hypothesis hypothesis : attempt.hypotheses()) {
      List<Token> tokens = detokenizer.tokens(believed(hypothesis, guards));
      String said = Detokenizer.text(tokens);
      if (!said.isEmpty()) {
        text.add(said);
        all.addAll(tokens);
      }
    }
    return new Recognition(
        text.toString(), all, List.of(), OptionalDouble.of(attempt.meanLogProbability()), guards);
  }

  private static List<Piece> believed(Hypothesis hypothesis, Set<Guard> guards) {
    if (hypothesis.invented()) {
      guards.add(Guard.DROPPED);
      return List.of();
    }
    List<Piece> pieces = hypothesis.pieces();
    if (pieces.size() < hypothesis.decoded().pieces().size()) {
      guards.add(Guard.LOOP_CUT);
    }
    return pieces;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      network.close();
    } catch (OrtException e) {
      LOGGER.warn("A Moonshine model could not be closed", e);
    }
  }
}
