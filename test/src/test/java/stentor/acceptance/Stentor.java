package stentor.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import stentor.control.Endpoint;

/**
 * The built command line as a black box: {@code ./stentor} with a home folder of its own.
 *
 * @param root the checkout
 * @param home STENTOR_HOME
 * @param outputs where standard output and error are kept while a command runs
 * @param prefix words before the command, of a program that runs it in some surroundings
 * @param environment variables that it has beside STENTOR_HOME
 */
public record Stentor(
    Path root, Path home, Path outputs, List<String> prefix, Map<String, String> environment) {

  private static final long DEADLINE_MINUTES = 5;

  /** Run as it is. */
  public Stentor(Path root, Path home, Path outputs) {
    this(root, home, outputs, List.of(), Map.of());
  }

  /** The same, run by another program. */
  public Stentor by(String... program) {
    return new Stentor(root, home, outputs, List.of(program), environment);
  }

  /** The same with these variables. */
  public Stentor with(Map<String, String> variables) {
    return new Stentor(root, home, outputs, prefix, variables);
  }

  /**
   * How a command ended.
   *
   * @param exit its exit code
   * @param out what it wrote to standard output
   * @param err what it wrote to standard error
   */
  public record Result(int exit, String out, String err) {

    /** The last line of standard output. */
    public String lastLine() {
      List<String> lines = out.lines().toList();
      return lines.isEmpty() ? "" : lines.getLast();
    }
  }

  /** A command that runs. */
  public record Running(Process process, Path out, Path err) {

    /** Waits for its end. */
    public Result await() {
      try {
        if (!process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new AssertionError("It does not end. " + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new AssertionError(stopped);
      }
    }

    /** What it has written to standard error so far. */
    public String errors() {
      try {
        return new String(Files.readAllBytes(err), StandardCharsets.UTF_8);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  /** Runs a command to its end. */
  public Result run(String... arguments) {
    return start(arguments).await();
  }

  /**
   * Where the environment is, as the command line says; it is started again where it should run and
   * does not.
   */
  public Endpoint endpoint() {
    Result result = run("endpoint");
    if (result.exit() != 0) {
      throw new AssertionError(result.err());
    }
    List<String> lines = result.out().lines().toList();
    return new Endpoint(
        URI.create(lines.get(0).replace("STENTOR_URL=", "")),
        lines.get(1).replace("STENTOR_TOKEN=", ""));
  }

  /** Starts a command. */
  public Running start(String... arguments) {
    try {
      Path out = Files.createTempFile(outputs, "out", ".txt");
      Path err = Files.createTempFile(outputs, "err", ".txt");
      List<String> command = new ArrayList<>(prefix);
      command.add(root.resolve("stentor").toString());
      command.addAll(List.of(arguments));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(outputs.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      builder.environment().put("STENTOR_HOME", home.toString());
      builder.environment().put("STENTOR_JAVA_HOME", System.getProperty("java.home"));
      return new Running(builder.start(), out, err);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
