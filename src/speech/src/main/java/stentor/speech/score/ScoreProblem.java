package stentor.speech.score;

import java.util.List;
import stentor.speech.problem.Problem;

/** What can keep a transcript from being scored. */
public sealed interface ScoreProblem extends Problem {

  /**
   * Two texts are so long and so different that aligning them would take more memory or time than
   * scoring may have.
   *
   * @param referenceLength words or characters of the reference
   * @param hypothesisLength words or characters of the hypothesis
   */
  record TooMuchToAlign(int referenceLength, int hypothesisLength) implements ScoreProblem {

    @Override
    public String code() {
      return "too_much_to_align";
    }

    @Override
    public String what() {
      return "The two texts are too long and too different to be aligned";
    }

    @Override
    public String why() {
      return "the reference has %d words or characters, the hypothesis %d, and they hardly agree"
          .formatted(referenceLength, hypothesisLength);
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Check that the reference belongs to this recording.",
          "Cut the recording and its reference into parts and sum their rates.");
    }
  }

  /**
   * A text has more characters than are brought to one way of writing, or has once ligatures and
   * signs that stand for whole words are written out.
   *
   * @param characters how many it has
   * @param most how many are taken
   */
  record TooLongToAlign(int characters, int most) implements ScoreProblem {

    @Override
    public String code() {
      return "too_long_to_align";
    }

    @Override
    public String what() {
      return "One of the two texts is too long to be aligned";
    }

    @Override
    public String why() {
      return "written out it has %d characters, and at most %d can be compared"
          .formatted(characters, most);
    }

    @Override
    public List<String> fixes() {
      return List.of("Cut the recording and its reference into parts and sum their rates.");
    }
  }
}
