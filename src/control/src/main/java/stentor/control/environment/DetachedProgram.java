package stentor.control.environment;

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
 * One of the built programs, started so that it outlives its starter, the starter's terminal, and
 * an interrupt typed there. Stateless and safe for all threads.
 *
 * @param name its name, for example {@code supervisor}
 * @param dist the built programs; absent where this process was not started from them
 * @param home Stentor's folder, which it gets as {@code STENTOR_HOME}
 */
public record DetachedProgram(String name, Optional<Dist> dist, Path home) {

  /**
   * Interrupt and hang-up stay ignored over {@code exec} (POSIX, "signal actions"), and Java leaves
   * a hang-up alone that was ignored when it started. A session of its own keeps the terminal's
   * signals away altogether; not every system has {@code setsid}. The process id stays the same.
   */
  private static final String DETACH =
      "trap '' INT HUP; command -v setsid >/dev/null 2>&1 && exec setsid \"$@\"; exec \"$@\"";

  private static final String CLOUD_VARIABLES = "AWS_";

  /** Which of this process's environment variables it gets. */
  public enum Variables {
    /** All, also those of AWS's tools: its work is in a bucket. */
    ALL,
    /** None of AWS's tools: it outlives the command whose secrets these are. */
    WITHOUT_CLOUD
  }

  /**
   * Finds out whether it can be started.
   *
   * @throws ControlException with {@link InstallationProblem.MissingPart} if it is not there
   */
  public void require() {
    Path arguments = programs().folder().resolve(name + ".args");
    if (!Files.isRegularFile(arguments)) {
      throw missing(arguments.toString());
    }
  }

  /**
   * Starts it. What it writes to its standard output and error is added to a file.
   *
   * @param variables what it gets of this process's environment
   * @param options options for the JVM, beside those of its argument file
   * @param arguments its command line
   * @param output the file, in whose folder it runs: what it writes there, a crash report say, is a
   *     log
   * @throws ControlException with {@link InstallationProblem.MissingPart} if it is not there
   */
  public Process start(
      Variables variables, List<String> options, List<String> arguments, Path output)
      throws IOException {
    require();
    List<String> command = new ArrayList<>();
    if (!OperatingSystem.isWindows()) {
      command.addAll(List.of("/bin/sh", "-c", DETACH, "sh"));
    }
    command.addAll(programs().command(name, options, arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(output.toAbsolutePath().resolveSibling("").toFile());
    if (variables == Variables.WITHOUT_CLOUD) {
      builder.environment().keySet().removeIf(name -> name.startsWith(CLOUD_VARIABLES));
    }
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

  private ControlException missing(String place) {
    return new ControlException(new InstallationProblem.MissingPart(name, place));
  }
}
