package stentor.control.master;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import stentor.control.problem.ControlException;
import stentor.control.problem.ControlProblem;
import stentor.control.problem.RequestProblem;
import stentor.protocol.file.IoReason;

/**
 * A recording on this computer that is to be sent: a file, or a pipe, which can be read once.
 *
 * @param path where it is
 */
public record RecordingFile(Path path) {

  /** The largest recording that a master takes by its contract: 2 GiB. */
  public static final long MOST_BYTES = 2L << 30;

  /**
   * Why it cannot be sent, if that can be seen beforehand. The size is looked at here because a
   * master that refuses it may have closed the connection before its answer is read.
   */
  public Optional<ControlProblem> problem() {
    if (!Files.exists(path)) {
      return unreadable("it does not exist");
    }
    if (Files.isDirectory(path)) {
      return unreadable("it is a folder");
    }
    if (!Files.isReadable(path)) {
      return unreadable("access is denied");
    }
    try {
      return isRepeatable() && Files.size(path) > MOST_BYTES
          ? Optional.of(new RequestProblem.FileTooLarge(path, MOST_BYTES))
          : Optional.empty();
    } catch (IOException failed) {
      return unreadable(IoReason.of(failed));
    }
  }

  /** Whether it can be sent more than once. */
  public boolean isRepeatable() {
    return Files.isRegularFile(path);
  }

  /**
   * Opens it.
   *
   * @param told is told how many bytes have been read, after each read
   * @throws ControlException with its {@link #problem()}
   */
  RecordingStream open(LongConsumer told) {
    problem()
        .ifPresent(
            problem -> {
              throw new ControlException(problem);
            });
    try {
      return isRepeatable()
          ? RecordingStream.ofFile(path, Files.size(path), told)
          : RecordingStream.ofPipe(path, MOST_BYTES, told);
    } catch (IOException failed) {
      throw new ControlException(
          new RequestProblem.UnreadableFile(path, IoReason.of(failed)), failed);
    }
  }

  private Optional<ControlProblem> unreadable(String reason) {
    return Optional.of(new RequestProblem.UnreadableFile(path, reason));
  }
}
