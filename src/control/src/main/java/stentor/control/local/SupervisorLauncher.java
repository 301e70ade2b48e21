package stentor.control.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.control.OperatingSystem;
import stentor.control.problem.ControlException;
import stentor.control.problem.InstallationProblem;
import stentor.protocol.program.Dist;

/**
 * Starts the program that keeps an environment on this computer, so that it outlives its starter,
 * the starter's terminal, and an interrupt typed there.
 */
public final class SupervisorLauncher {

  /**
   * Interrupt and hang-up stay ignored over {@code exec} (POSIX, "signal actions"), and Java leaves
   * a hang-up alone that was ignored when it started. A session of its own keeps the terminal's
   * signals away altogether; not every system has {@code setsid}. The process id stays the same.
   */
  private static final String DETACH =
      "trap '' INT HUP; command -v setsid >/dev/null 2>&1 && exec setsid \"$@\"; exec \"$@\"";

  private static final String NAME = "supervisor";

  private final Optional<Dist> dist;
  private final Path home;

  /**
   * Describes where everything is.
   *
   * @param dist the built programs; absent where this process was not started from them
   * @param home Stentor's folder
   */
  public SupervisorLauncher(Optional<Dist> dist, Path home) {
    this.dist = dist;
    this.home = home;
  }

  /**
   * Finds out whether it can be started.
   *
   * @throws ControlException with {@link InstallationProblem.MissingPart} if it is not there
   */
  void requirePrograms() {
    Path _ = arguments();
  }

  /**
   * Starts it. What it writes to its standard output and error is added to its log.
   *
   * @throws ControlException with {@link InstallationProblem.MissingPart} if it is not there
   */
  Process start(EnvironmentFolder folder) throws IOException {
    Path output = folder.supervisorLog();
    ProcessBuilder builder = new ProcessBuilder(command(folder));
    // What a program of the environment writes to where it runs, a crash report say, is a log.
    builder.directory(output.toAbsolutePath().resolveSibling("").toFile());
    builder.environment().put("STENTOR_HOME", home.toString());
    builder.redirectInput(
        ProcessBuilder.Redirect.from(new File(OperatingSystem.isWindows() ? "NUL" : "/dev/null")));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    return builder.start();
  }

  private Dist programs() {
    return dist.orElseThrow(() -> missing("a folder of built programs"));
  }

  private Path arguments() {
    Path arguments = programs().folder().resolve(NAME + ".args");
    if (!Files.isRegularFile(arguments)) {
      throw missing(arguments.toString());
    }
    return arguments;
  }

  private List<String> command(EnvironmentFolder folder) {
    requirePrograms();
    List<String> command = new ArrayList<>();
    if (!OperatingSystem.isWindows()) {
      command.addAll(List.of("/bin/sh", "-c", DETACH, "sh"));
    }
    command.addAll(
        programs()
            .command(
                NAME,
                List.of(RunningProcess.mark(folder)),
                List.of("--environment", folder.name().value())));
    return command;
  }

  private static ControlException missing(String place) {
    return new ControlException(new InstallationProblem.MissingPart(NAME, place));
  }
}
