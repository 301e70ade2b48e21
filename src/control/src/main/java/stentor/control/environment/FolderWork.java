package stentor.control.environment;

import java.io.IOException;
import stentor.control.plan.Completion;
import stentor.control.plan.StepReport;
import stentor.control.plan.Work;

/**
 * Work on what an environment has on this computer, its files and processes, whose failures are
 * told as problems.
 *
 * @param folder the environment
 * @param looking tells how far it is
 * @param running does it
 * @param undoing takes it back
 */
public record FolderWork(EnvironmentFolder folder, Looking looking, Doing running, Doing undoing)
    implements Work {

  /** A look. */
  @FunctionalInterface
  public interface Looking {
    Completion look() throws IOException, InterruptedException;
  }

  /** A deed. */
  @FunctionalInterface
  public interface Doing {
    void act(StepReport report) throws IOException, InterruptedException;
  }

  /** Work of which nothing has to be taken back. */
  public FolderWork(EnvironmentFolder folder, Looking looking, Doing running) {
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
