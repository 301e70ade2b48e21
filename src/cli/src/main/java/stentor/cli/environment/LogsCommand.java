package stentor.cli.environment;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.terminal.ScreenText;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;

/** {@code stentor logs}. */
@Command(name = "logs", description = "Prints the logs of an environment's programs.")
public final class LogsCommand implements Callable<Integer> {

  private static final Pattern FILE_NAME = Pattern.compile("\\.(log|errors|out|jsonl)(\\.\\w+)*$");
  private static final Pattern ASIDE = Pattern.compile("\\.log\\.(\\d)$");
  private static final int LATEST = 10;

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
    List<Path> files = files(session.services().environments().logs(environment.name()));
    if (files.isEmpty()) {
      throw new ControlException(new EnvironmentProblem.NotUp(environment.name()));
    }
    for (Path file : files) {
      if (!json) {
        session.terminal().answer("==> " + file.getFileName() + " <==");
      }
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
          .sorted(Comparator.comparing(LogsCommand::program).thenComparing(LogsCommand::age))
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  /** The program that wrote the file: {@code worker-x-1} of {@code worker-x-1.log.2}. */
  private static String program(Path file) {
    return FILE_NAME.matcher(file.getFileName().toString()).replaceFirst("");
  }

  /** Parts of a log that were put aside come before it, the oldest first. */
  private static String age(Path file) {
    Matcher aside = ASIDE.matcher(file.getFileName().toString());
    return aside.find() ? "0" + (LATEST - Integer.parseInt(aside.group(1))) : "1" + file;
  }

  /** Bytes that are no UTF-8 are shown as such: a log may have been cut anywhere. */
  private void print(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new java.io.InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        lines(program(file), line).forEach(session.terminal().out()::println);
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
    return event.map(one -> one.readable(program)).orElseGet(() -> List.of(ScreenText.line(line)));
  }
}
