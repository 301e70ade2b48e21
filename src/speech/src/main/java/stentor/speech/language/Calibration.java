package stentor.speech.language;

import java.util.List;
import java.util.Optional;

/**
 * Turns {@link Evidence} of one model into the probability that the speech is in that model's
 * language: logistic regression (Cox 1958, J. R. Stat. Soc. B 20) over the mean log-probability,
 * whether a guard acted, and how much faster than anybody talks the text came. Immutable.
 *
 * @param bias the constant
 * @param logProbability weight of the mean natural log-probability of a piece
 * @param guarded weight of a guard that acted
 * @param excess weight of each piece a second above {@value #USUAL_TOKENS_PER_SECOND}
 */
public record Calibration(double bias, double logProbability, double guarded, double excess) {

  /** Read and free speech of the corpora at hand stays below. */
  static final double USUAL_TOKENS_PER_SECOND = 7;

  /** Of a model that was not calibrated: fits Moonshine tiny English and base Spanish. */
  public static final Calibration USUAL = new Calibration(5.5, 10, -2.5, -1);

  /**
   * Nobody talks so slowly for seconds: a model that writes a word or two hears something else. One
   * token in 3 s came of Mandarin.
   */
  private static final double LEAST_TOKENS_PER_SECOND = 1;

  private static final double HARDLY_HEARD = 0.05;

  /** What a model that hears nothing leaves of the chance that its language is spoken. */
  private static final double NOTHING_HEARD = 0.01;

  /** Text in the script of another language. */
  private static final double OTHER_SCRIPT = 0.02;

  /** An engine that does not say how sure it is: nothing is known either way. */
  private static final double UNKNOWN = 0.5;

  private static final int STEPS = 4_000;
  private static final double RATE = 0.5;

  /** Pulls towards {@link #USUAL}: few recordings move it little. In observations of its weight. */
  private static final double PRIOR = 0.02;

  /**
   * The probability, in [0, 1], that the speech is in the language.
   *
   * @param language BCP 47 tag of the model's language
   */
  public double score(Evidence evidence, String language) {
    if (evidence.text().isBlank()) {
      return NOTHING_HEARD;
    }
    double score = evidence.meanLogProbability().isPresent() ? logistic(evidence) : UNKNOWN;
    if (Double.isNaN(score)) {
      // A broken network's answer is no evidence for it.
      return NOTHING_HEARD;
    }
    if (isHardlyHeard(evidence)) {
      score = Math.min(score, HARDLY_HEARD);
    }
    return Script.fits(evidence.text(), language) ? score : Math.min(score, OTHER_SCRIPT);
  }

  /** An engine that gives no figures for its tokens says nothing about that. */
  private static boolean isHardlyHeard(Evidence evidence) {
    return evidence.meanLogProbability().isPresent()
        && evidence.tokens() > 0
        && evidence.tokensPerSecond() < LEAST_TOKENS_PER_SECOND;
  }

  private double logistic(Evidence evidence) {
    double sum = bias;
    double[] features = features(evidence);
    double[] weights = {logProbability, guarded, excess};
    for (int index = 0; index < features.length; index++) {
      sum += weights[index] * features[index];
    }
    return sigmoid(sum);
  }

  private static double[] features(Evidence evidence) {
    return new double[] {
      evidence.meanLogProbability().orElse(0),
      evidence.guarded() ? 1 : 0,
      Math.max(0, evidence.tokensPerSecond() - USUAL_TOKENS_PER_SECOND)
    };
  }

  private static double sigmoid(double sum) {
    return 1 / (1 + Math.exp(-sum));
  }

  /**
   * An example to calibrate by.
   *
   * @param evidence what the model made of it
   * @param own whether it was in the model's language
   */
  public record Example(Evidence evidence, boolean own) {}

  /**
   * The calibration that fits examples best, by gradient descent on the mean cross-entropy, each of
   * the two sides counted the same, with a pull towards {@link #USUAL}. Examples without text, with
   * hardly any or without log-probability teach nothing and are left out.
   *
   * @return absent where one of the two sides has no example that teaches something
   */
  public static Optional<Calibration> fit(List<Example> examples) {
    List<Example> telling =
        examples.stream()
            .filter(example -> !example.evidence().text().isBlank())
            .filter(example -> !isHardlyHeard(example.evidence()))
            .filter(
                example ->
                    Double.isFinite(example.evidence().meanLogProbability().orElse(Double.NaN)))
            .toList();
    long own = telling.stream().filter(Example::own).count();
    long other = telling.size() - own;
    if (own == 0 || other == 0) {
      return Optional.empty();
    }
    double[] start = {USUAL.bias, USUAL.logProbability, USUAL.guarded, USUAL.excess};
    double[] weights = start.clone();
    for (int step = 0; step < STEPS; step++) {
      descend(weights, start, telling, own, other);
    }
    return Optional.of(new Calibration(weights[0], weights[1], weights[2], weights[3]));
  }

  private static void descend(
      double[] weights, double[] start, List<Example> examples, long own, long other) {
    double[] gradient = new double[weights.length];
    for (Example example : examples) {
      double[] features = features(example.evidence());
      double sum = weights[0];
      for (int index = 0; index < features.length; index++) {
        sum += weights[index + 1] * features[index];
      }
      double error = sigmoid(sum) - (example.own() ? 1 : 0);
      double share = error / (2.0 * (example.own() ? own : other));
      gradient[0] += share;
      for (int index = 0; index < features.length; index++) {
        gradient[index + 1] += share * features[index];
      }
    }
    for (int index = 0; index < weights.length; index++) {
      weights[index] -= RATE * (gradient[index] + PRIOR * (weights[index] - start[index]) / 10);
    }
  }
}
