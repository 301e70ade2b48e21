package stentor.jobs.queue;

import java.util.List;
import stentor.speech.problem.Problem;

/** What can be wrong with the work queues. */
public sealed interface QueueProblem extends Problem {

  /**
   * The queues do not answer, or answer with an error.
   *
   * @param queue name of the queue
   * @param reason what the client found
   */
  record Unavailable(String queue, String reason) implements QueueProblem {
    @Override
    public String code() {
      return "queue_unavailable";
    }

    @Override
    public String what() {
      return "The work queue " + queue + " does not answer";
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of("The supervisor restarts its queues; accepted jobs are kept and go on");
    }
  }
}
