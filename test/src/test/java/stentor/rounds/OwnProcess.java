package stentor.rounds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process of one home folder, found in {@code /proc} by the STENTOR_HOME in its environment,
 * which every process of ours has and hands on.
 *
 * @param role what it does
 * @param handle the process
 */
record OwnProcess(Role role, ProcessHandle handle) {

  /** What a process does, by what its command line has. */
  enum Role {
    SUPERVISOR("supervisor.args"),
    MASTER("master.args"),
    WORKER("worker.args"),
    DECODER("--decode"),
    COMMAND("cli.args"),
    /** A shell on its way to one of these, or what nobody expects. */
    OTHER("");

    private final String mark;

    Role(String mark) {
      this.mark = mark;
    }

    private static Role of(String commandLine) {
      return Arrays.stream(values())
          .filter(role -> commandLine.contains(role.mark))
          .findFirst()
          .orElse(OTHER);
    }
  }

  /** All that run now. */
  static List<OwnProcess> of(Path home) {
    return ProcessHandle.allProcesses()
        .flatMap(handle -> of(home, handle).stream())
        .filter(process -> process.handle().isAlive())
        .toList();
  }

  private static Optional<OwnProcess> of(Path home, ProcessHandle handle) {
    try {
      boolean ours =
          Arrays.asList(read(handle, "environ").split("\0")).contains("STENTOR_HOME=" + home);
      return ours
          ? Optional.of(new OwnProcess(Role.of(read(handle, "cmdline")), handle))
          : Optional.empty();
    } catch (IOException goneOrForeign) {
      return Optional.empty();
    }
  }

  private static String read(ProcessHandle handle, String file) throws IOException {
    return Files.readString(
        Path.of("/proc", Long.toString(handle.pid()), file), StandardCharsets.ISO_8859_1);
  }

  /** SIGKILL; returns when the process is gone, which takes a moment where many want to run. */
  void kill() {
    handle.destroyForcibly();
    handle.onExit().orTimeout(1, TimeUnit.MINUTES).join();
  }

  @Override
  public String toString() {
    return role.name().toLowerCase(java.util.Locale.ROOT) + " " + handle.pid();
  }
}
