package stentor.aws;

import java.io.IOException;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.FileAccess;
import stentor.control.plan.Completion;
import stentor.control.plan.StepReport;
import stentor.control.plan.Work;

/**
 * Work that may read and write the environment's files, and is not taken back.
 *
 * @param folder the environment's files
 * @param looking tells how far it is
 * @param doing does it
 */
record FileWork(EnvironmentFolder folder, Looking looking, Doing doing) implements Work {

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

  @Override
  public Completion look() throws InterruptedException {
    return FileAccess.in(folder.path(), looking::look);
  }

  @Override
  public void run(StepReport report) throws InterruptedException {
    boolean _ =
        FileAccess.in(
            folder.path(),
            () -> {
              doing.act(report);
              return true;
            });
  }

  @Override
  public void undo(StepReport report) {}
}
