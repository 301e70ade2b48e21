package stentor.master.decode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import stentor.master.decode.LimitedProcess.Limits;

/** Finds FFmpeg when it is first needed. Safe for all threads. */
final class InstalledFfmpeg {

  private final Optional<Path> own;
  private final List<Path> path;
  private final Limits limits;
  private Optional<Ffmpeg> found = Optional.empty();

  /**
   * Has not looked yet.
   *
   * @param own folder of the one that came with the programs
   * @param path folders where the system's may be
   */
  InstalledFfmpeg(Optional<Path> own, List<Path> path, Limits limits) {
    this.own = own;
    this.path = List.copyOf(path);
    this.limits = limits;
  }

  /** As {@link #InstalledFfmpeg(Optional, List, Limits)}, with the folders of the PATH. */
  static InstalledFfmpeg here(Optional<Path> own, Limits limits) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    List<Path> folders =
        Arrays.stream(path.split(java.io.File.pathSeparator, -1))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of)
            .filter(Path::isAbsolute)
            .toList();
    return new InstalledFfmpeg(own, folders, limits);
  }

  /** One that was not there is looked for again: it may have been installed meanwhile. */
  synchronized Optional<Ffmpeg> ffmpeg() throws InterruptedException {
    if (found.isEmpty()) {
      found = Ffmpeg.find(own, path, limits);
    }
    return found;
  }
}
