package stentor.app.environment;

import stentor.control.metrics.Metrics;
import stentor.protocol.environment.EnvironmentName;

/** Where the metrics of an environment come from. Safe for all threads; blocks. */
@FunctionalInterface
public interface MetricsSource {

  /**
   * What its master counted until now.
   *
   * @throws stentor.speech.problem.ProblemException if it cannot be asked
   */
  Metrics metrics(EnvironmentName environment) throws InterruptedException;
}
