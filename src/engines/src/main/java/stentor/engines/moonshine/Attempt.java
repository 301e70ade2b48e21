package stentor.engines.moonshine;

import java.util.Comparator;
import java.util.List;

/**
 * An answer to a whole utterance: one hypothesis, or two for its halves.
 *
 * @param hypotheses in order of time
 */
record Attempt(List<Hypothesis> hypotheses) {

  /** Text in all of it, then in any, then without loops, then the surer one. */
  private static final Comparator<Attempt> BETTER =
      Comparator.<Attempt, Boolean>comparing(Attempt::full)
          .thenComparing(attempt -> !attempt.empty())
          .thenComparing(attempt -> attempt.hypotheses.stream().allMatch(Hypothesis::regular))
          .thenComparing(Attempt::mean);

  Attempt {
    hypotheses = List.copyOf(hypotheses);
  }

  static Attempt of(Hypothesis... hypotheses) {
    return new Attempt(List.of(hypotheses));
  }

  /** Whether there is no text in it. */
  boolean empty() {
    return hypotheses.stream().allMatch(Hypothesis::empty);
  }

  /** Whether there is text in all of it. */
  private boolean full() {
    return hypotheses.stream().noneMatch(Hypothesis::empty);
  }

  /** Whether it can be believed. */
  boolean good(double voicedSeconds) {
    return hypotheses.stream().allMatch(hypothesis -> hypothesis.good(voicedSeconds));
  }

  /** Whether it is of halves. */
  boolean split() {
    return hypotheses.size() > 1;
  }

  private double mean() {
    return hypotheses.stream().mapToDouble(each -> each.decoded().mean()).sum() / hypotheses.size();
  }

  /** Mean log-probability of all decisions in it. */
  double meanLogProbability() {
    double total = 0;
    int steps = 0;
    for (Hypothesis hypothesis : hypotheses) {
      total += hypothesis.decoded().totalLogProbability();
      steps += hypothesis.decoded().steps();
    }
    return total / steps;
  }

  /**
   * The answer to take: the last one if it is good and has text throughout, since no other was
   * tried then; the best one otherwise, the earlier of equals.
   *
   * @param attempts at least one, in the order they were made
   * @param voicedSeconds seconds of voice in the utterance
   */
  static Attempt choose(List<Attempt> attempts, double voicedSeconds) {
    Attempt last = attempts.getLast();
    if (last.full() && last.good(voicedSeconds)) {
      return last;
    }
    Attempt best = attempts.getFirst();
    for (Attempt attempt : attempts) {
      if (BETTER.compare(attempt, best) > 0) {
        best = attempt;
      }
    }
    return best;
  }
}
