package stentor.app.home;

import java.nio.file.Path;
import java.util.List;
import stentor.speech.problem.Problem;

/** What can go wrong on the first screen. */
sealed interface HomeProblem extends Problem {

  /**
   * The sample could not be put where it can be transcribed from.
   *
   * @param file where
   * @param evidence what the system said
   */
  record SampleNotWritten(Path file, String evidence) implements HomeProblem {
    @Override
    public String code() {
      return "sample_not_written";
    }

    @Override
    public String what() {
      return "The sample could not be written";
    }

    @Override
    public String why() {
      return file + ": " + evidence;
    }

    @Override
    public List<String> fixes() {
      return List.of("Make room or permit writing there, then try again.");
    }
  }
}
