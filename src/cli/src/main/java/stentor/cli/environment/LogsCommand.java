package stentor.cli.environment;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.terminal.ScreenText;
import stentor.control.log.LogEvent;
import stentor.control.log.LogFile;
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

  @Option(
      names = "--json",
      description = "Prints the events as they were written, one JSON object a line.")
  private boolean json;

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
    List<LogFile> files =
        LogFile.in(
            session.services().environments().logs(environment.name()),
            Optional.ofNullable(role).map(Role::name).orElse(""));
    if (files.isEmpty()) {
      throw new ControlException(new EnvironmentProblem.NotUp(environment.name()));
    }
    for (LogFile file : files) {
      if (!json) {
        session.terminal().answer("==> " + file.path().getFileName() + " <==");
      }
      print(file);
    }
    return ExitStatus.DONE;
  }

  /** Bytes that are no UTF-8 are shown as such: a log may have been cut anywhere. */
  private void print(LogFile file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new java.io.InputStreamReader(
                Files.newInputStream(file.path()), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        lines(file.program(), line).forEach(session.terminal().out()::println);
      }
    }
    session.terminal().out().flush();
  }

  /** A line that is no event is told to people as it is, and not at all to programs. */
  private List<String> lines(String program, String line) {
    Optional<LogEvent> event = LogEvent.of(line);
    if (json) {
      return event.isEmpty()
          ? List.of()
          : List.of("{\"program\":\"" + program + "\"," + line.substring(1));
    }
    return event
        .map(one -> LogText.of(one, program))
        .orElseGet(() -> List.of(ScreenText.line(line)));
  }
}
