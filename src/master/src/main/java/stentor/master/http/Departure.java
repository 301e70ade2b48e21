package stentor.master.http;

import java.util.concurrent.atomic.AtomicBoolean;
import stentor.master.MasterException;
import stentor.master.MasterProblem;

/**
 * That the master is about to leave. Its server breaks off what it still reads, which then looks as
 * if the client had sent half a request: that is not the client's fault. Safe for all threads.
 */
final class Departure {

  private final AtomicBoolean begun = new AtomicBoolean();

  /** From now on. */
  void begin() {
    begun.set(true);
  }

  /** What the client is told of this problem. */
  Exception told(Exception problem) {
    return begun.get()
            && problem instanceof MasterException refused
            && refused.problem() instanceof MasterProblem.BodyBrokeOff
        ? new MasterException(new MasterProblem.Stopping())
        : problem;
  }
}
