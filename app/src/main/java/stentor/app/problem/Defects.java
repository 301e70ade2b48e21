package stentor.app.problem;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.app.async.UiThread;
import stentor.app.async.UnexpectedProblem;

/**
 * Takes what no code of the app caught, on any thread: writes it down each time, and shows it the
 * first time that it happens at a place. Safe for all threads.
 */
public final class Defects implements Thread.UncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Defects.class);

  private final UiThread ui;
  private final ProblemShower problems;
  private final Set<String> shown = ConcurrentHashMap.newKeySet();

  /** Shows them with this. */
  public Defects(UiThread ui, ProblemShower problems) {
    this.ui = ui;
    this.problems = problems;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable defect) {
    LOG.error("The thread {} met a defect", thread.getName(), defect);
    UnexpectedProblem problem = UnexpectedProblem.of(defect);
    if (shown.add(problem.code())) {
      ui.run(() -> problems.show(problem));
    }
  }
}
