package stentor.cli.environment;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;

/** {@code stentor logs}. */
@Command(name = "logs", description = "Prints the logs of an environment's programs.")
public final class LogsCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "ROLE",
      description = "Only of: ${COMPLETION-CANDIDATES}.")
  private @Nullable Role role;

  /** The programs that write logs, as they are written. */
  @SuppressWarnings("MemberName") // picocli shows and reads the names as they are
  enum Role {
    /** Keeps the environment. */
    supervisor,
    /** Takes audio. */
    master,
    /** Recognises. */
    worker
  }

  /** The command of this session. */
  public LogsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    List<Path> files = files(session.services().environments().logs(environment.name()));
    if (files.isEmpty()) {
      throw new ControlException(new EnvironmentProblem.NotUp(environment.name()));
    }
    for (Path file : files) {
      session.terminal().answer("==> " + file.getFileName() + " <==");
      print(file);
    }
    return ExitStatus.DONE;
  }

  private List<Path> files(Path folder) throws IOException {
    String prefix = Optional.ofNullable(role).map(Role::name).orElse("");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  /** Bytes that are no UTF-8 are shown as such: a log may have been cut anywhere. */
  private void print(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new java.io.InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        session.terminal().out().println(line);
      }
    }
    session.terminal().out().flush();
  }
}
