package stentor.engines.moonshine;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;
import stentor.engines.Cancellation;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;
import stentor.speech.cut.VoiceActivity;

/**
 * Decodes an utterance, and again in other forms and in halves while the answer cannot be believed.
 * At most five decodes.
 */
final class GuardedDecoder {

  /** Pieces an answer may have: base + rate * seconds; nobody speaks faster. */
  private static final int LIMIT_BASE = 10;

  private static final int LIMIT_RATE = 8;

  private static final double SHORTEST_SPLIT_SECONDS = 2;

  private final SpeechDecoder decoder;

  GuardedDecoder(SpeechDecoder decoder) {
    this.decoder = decoder;
  }

  /**
   * The attempts made, in order, and which of them to take.
   *
   * @param attempts how many were made
   * @param chosen the one to take
   */
  record Outcome(int attempts, Attempt chosen) {}

  /**
   * The first attempt alone.
   *
   * @param settled whether it is the one to take
   */
  record FirstLook(Attempt attempt, boolean settled) {}

  /** Decodes once, whatever comes of it. */
  FirstLook glance(Samples part, Span utterance, Cancellation cancellation) throws OrtException {
    Hypothesis first = decode(part, utterance, Framing.ATTEMPTS.getFirst(), cancellation);
    return new FirstLook(
        Attempt.of(first),
        isUsual(first, utterance) || first.good(VoiceActivity.of(part).voicedSeconds(utterance)));
  }

  /** Known without a look at the levels. */
  private static boolean isUsual(Hypothesis first, Span utterance) {
    return !first.empty() && first.good(utterance.seconds());
  }

  Outcome decode(Samples part, Span utterance, Cancellation cancellation) throws OrtException {
    Hypothesis first = decode(part, utterance, Framing.ATTEMPTS.getFirst(), cancellation);
    if (isUsual(first, utterance)) {
      return new Outcome(1, Attempt.of(first));
    }
    VoiceActivity activity = VoiceActivity.of(part);
    double voiced = activity.voicedSeconds(utterance);
    List<Attempt> attempts = new ArrayList<>(List.of(Attempt.of(first)));
    if (!first.good(voiced) && !retried(part, utterance, voiced, attempts, cancellation)) {
      split(part, utterance, activity.quietest(utterance), attempts, cancellation);
    }
    return new Outcome(attempts.size(), Attempt.choose(attempts, voiced));
  }

  /** Whether another form of the whole gave a good text. */
  private boolean retried(
      Samples part,
      Span utterance,
      double voiced,
      List<Attempt> attempts,
      Cancellation cancellation)
      throws OrtException {
    for (Framing framing : Framing.ATTEMPTS.subList(1, Framing.ATTEMPTS.size())) {
      Hypothesis hypothesis = decode(part, utterance, framing, cancellation);
      attempts.add(Attempt.of(hypothesis));
      if (!hypothesis.empty() && hypothesis.good(voiced)) {
        return true;
      }
    }
    return false;
  }

  private void split(
      Samples part, Span utterance, long at, List<Attempt> attempts, Cancellation cancellation)
      throws OrtException {
    if (utterance.seconds() >= SHORTEST_SPLIT_SECONDS) {
      Span first = new Span(utterance.from(), at);
      Span second = new Span(at, utterance.to());
      attempts.add(
          Attempt.of(
              decode(part, first, Framing.firstHalf(), cancellation),
              decode(part, second, Framing.secondHalf(), cancellation)));
    }
  }

  private Hypothesis decode(
      Samples part, Span utterance, Framing framing, Cancellation cancellation)
      throws OrtException {
    double seconds = utterance.seconds();
    int limit = LIMIT_BASE + (int) Math.ceil(LIMIT_RATE * seconds);
    return new Hypothesis(
        decoder.decode(framing.apply(part, utterance), limit, cancellation), seconds);
  }
}
