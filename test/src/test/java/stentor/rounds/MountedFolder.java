package stentor.rounds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A folder on a small disk of its own, that only those see who enter its mount namespace. It is
 * gone when it is closed, or when this process ends. Needs root and Linux.
 */
final class MountedFolder implements AutoCloseable {

  private static final String READY = "ready";

  private final Process holder;
  private final Path folder;

  private MountedFolder(Process holder, Path folder) {
    this.holder = holder;
    this.folder = folder;
  }

  /** Why none can be made here, if so. */
  static Optional<String> missing() throws IOException, InterruptedException {
    try {
      return run(List.of("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt")) == 0
          ? Optional.empty()
          : Optional.of("Left out: needs root and the right to mount");
    } catch (IOException noProgram) {
      return Optional.of("Left out: needs the program unshare of util-linux");
    }
  }

  /**
   * Mounts one.
   *
   * @param folder an empty folder
   * @param megabytes size of the disk
   */
  static MountedFolder at(Path folder, int megabytes) throws IOException {
    String script =
        "mount -t tmpfs -o size=%dm tmpfs \"$0\" && echo %s && exec cat"
            .formatted(megabytes, READY);
    Process holder =
        new ProcessBuilder("unshare", "-m", "sh", "-c", script, folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
    if (!READY.equals(lines.readLine())) {
      throw new IOException("No disk could be mounted at " + folder);
    }
    return new MountedFolder(holder, folder);
  }

  /** The words before a command that shall see the disk. */
  String[] enter() {
    return new String[] {"nsenter", "-m", "-t", Long.toString(holder.pid())};
  }

  /** Where a path inside is for those who did not enter. */
  Path fromOutside(Path inside) {
    return Path.of("/proc", Long.toString(holder.pid()), "root")
        .resolve(Path.of("/").relativize(inside));
  }

  /** From now on nobody can write. Fails while a file is open for writing. */
  void makeReadOnly() throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of(enter()));
    command.addAll(List.of("mount", "-o", "remount,ro", folder.toString()));
    if (run(command) != 0) {
      throw new IOException("Could not be made read-only: " + folder);
    }
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  @Override
  public void close() {
    holder.destroyForcibly();
  }
}
