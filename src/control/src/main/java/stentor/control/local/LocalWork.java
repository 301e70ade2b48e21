package stentor.control.local;

import java.io.IOException;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.FileAccess;
import stentor.control.plan.Completion;
import stentor.control.plan.StepReport;
import stentor.control.plan.Work;

/**
 * Work on an environment's files and processes.
 *
 * @param folder the environment
 * @param looking tells how far it is
 * @param running does it
 * @param undoing takes it back
 */
record LocalWork(EnvironmentFolder folder, Looking looking, Doing running, Doing undoing)
    implements Work {

  /** A look. */
  @FunctionalInterface
  interface Looking {
    Completion look() throws IOException, InterruptedException;
  }

  /** A deed. */
  @FunctionalInterface
  interface Doing {
    void act(StepReport report) throws IOException, InterruptedException;
  }

  /** Work of which nothing has to be taken back. */
  LocalWork(EnvironmentFolder folder, Looking looking, Doing running) {
    this(folder, looking, running, report -> {});
  }

  @Override
  public Completion look() throws InterruptedException {
    return FileAccess.in(folder.path(), looking::look);
  }

  @Override
  public void run(StepReport report) throws InterruptedException {
    act(running, report);
  }

  @Override
  public void undo(StepReport report) throws InterruptedException {
    act(undoing, report);
  }

  private void act(Doing deed, StepReport report) throws InterruptedException {
    boolean _ =
        FileAccess.in(
            folder.path(),
            () -> {
              deed.act(report);
              return true;
            });
  }
}
