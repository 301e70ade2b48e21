package stentor.app.environment;

import java.time.Duration;
import java.util.List;
import stentor.app.text.Figures;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

/** Why an environment is not seen. */
sealed interface WatchProblem extends Problem {

  /**
   * It was asked how it is, and nothing was answered yet.
   *
   * @param place what was asked
   * @param waited for how long; zero where it was asked just now
   */
  record Unanswered(EnvironmentName environment, String place, Duration waited)
      implements WatchProblem {
    @Override
    public String code() {
      return "not_answered_yet";
    }

    @Override
    public String what() {
      return place + " has not answered yet";
    }

    @Override
    public String why() {
      return waited.isZero()
          ? "it was asked for the environment " + environment + " just now"
          : "it was asked for the environment %s %s ago"
              .formatted(environment, Figures.duration(waited));
    }

    @Override
    public List<String> fixes() {
      return List.of("Wait: it is asked until it answers");
    }
  }
}
