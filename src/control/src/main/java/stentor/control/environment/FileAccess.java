package stentor.control.environment;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import stentor.control.problem.ControlException;
import stentor.control.problem.InstallationProblem;
import stentor.protocol.file.IoReason;

/** Work with an environment's files, whose failures are told as problems. */
public final class FileAccess {

  private FileAccess() {}

  /** Something that reads or writes files. */
  @FunctionalInterface
  public interface Call<T> {
    T call() throws IOException, InterruptedException;
  }

  /**
   * Does it.
   *
   * @param path the file or folder that is named if it fails
   * @throws ControlException with {@link InstallationProblem.HomeUnusable}
   */
  public static <T> T in(Path path, Call<T> work) throws InterruptedException {
    try {
      return work.call();
    } catch (ClosedByInterruptException interrupted) {
      // An interrupt closes the file that is being read or written, and stays set.
      boolean _ = Thread.interrupted();
      throw (InterruptedException) new InterruptedException().initCause(interrupted);
    } catch (IOException failed) {
      throw unusable(path, failed);
    }
  }

  /** The problem. */
  public static ControlException unusable(Path path, IOException failed) {
    return new ControlException(
        new InstallationProblem.HomeUnusable(path, IoReason.of(failed)), failed);
  }
}
