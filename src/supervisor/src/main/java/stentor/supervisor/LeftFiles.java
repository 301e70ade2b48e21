package stentor.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.file.DurableFiles;

/**
 * Temporary files that processes left which were killed. Where a supervisor died, its master may
 * still be accepting a job when the next supervisor starts: so what was there at the start is
 * erased a while later, when whoever wrote it has surely left. Used by one thread.
 */
final class LeftFiles {

  /** The children of a supervisor leave within five seconds of its death. */
  private static final Duration LEFT = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(LeftFiles.class);

  private final List<Path> folders;
  private final long begunNanos;
  private List<Path> found = List.of();

  /** In these folders, which may not be there yet. */
  LeftFiles(List<Path> folders, long nowNanos) {
    this.folders = List.copyOf(folders);
    this.begunNanos = nowNanos;
  }

  /**
   * Makes the folders and takes note of what is in them; called before processes of ours use them.
   */
  void find() {
    try {
      for (Path folder : folders) {
        Files.createDirectories(folder);
      }
      found = entries();
    } catch (IOException failed) {
      LOG.warn("What earlier processes left could not be found", failed);
    }
  }

  /** Erases what was found, once it is time. */
  void look(long nowNanos) {
    if (!found.isEmpty() && nowNanos - begunNanos > LEFT.toNanos()) {
      erase(found);
      found = List.of();
    }
  }

  /** Erases what our own processes left, which have ended all. */
  void end() {
    try {
      List<Path> own = new ArrayList<>(entries());
      own.removeAll(found);
      erase(own);
    } catch (IOException failed) {
      LOG.warn("What processes left could not be found", failed);
    }
  }

  private List<Path> entries() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> entries = Files.list(folder)) {
        entries.forEach(all::add);
      }
    }
    return all;
  }

  private static void erase(List<Path> entries) {
    for (Path entry : entries) {
      try {
        DurableFiles.deleteTree(entry);
      } catch (IOException failed) {
        LOG.warn("{} could not be erased", entry, failed);
      }
    }
  }
}
