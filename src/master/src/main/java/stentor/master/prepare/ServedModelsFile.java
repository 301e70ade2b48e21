package stentor.master.prepare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Supplier;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.ServedModels;
import stentor.protocol.json.Documents;

/**
 * The models that are served, as the file says that the supervisor replaces; read again when it has
 * changed. Safe for all threads.
 */
public final class ServedModelsFile implements Supplier<ServedModels> {

  private final Path file;
  private FileTime readAt = FileTime.fromMillis(0);
  private ServedModels last = new ServedModels(JobRequest.SCHEMA, List.of());

  /** The models in this file; none while it is not there. */
  public ServedModelsFile(Path file) {
    this.file = file;
  }

  @Override
  public synchronized ServedModels get() {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      if (!changed.equals(readAt)) {
        last = Documents.read(file, ServedModels.class);
        readAt = changed;
      }
      return last;
    } catch (NoSuchFileException absent) {
      return last;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
