package stentor.app.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import stentor.control.Environments;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.json.Documents;
import stentor.protocol.json.Versioned;
import stentor.speech.problem.Problem;
import stentor.speech.problem.ProblemException;

/**
 * What somebody needs who shall find out about a problem elsewhere, in one text without secrets and
 * without who the person is. Reads files and asks environments: not on the window's thread.
 */
public final class Report {

  private static final int LOG_LINES = 400;

  private final Environments environments;
  private final Supplier<? extends Versioned> settings;
  private final Path log;
  private final Clock clock;
  private final Redaction redaction;

  /**
   * Makes reports of this app.
   *
   * @param settings what the app remembers now
   * @param log the app's log
   */
  public Report(
      Environments environments, Supplier<? extends Versioned> settings, Path log, Clock clock) {
    this(
        environments,
        settings,
        log,
        clock,
        new Redaction(System.getProperty("user.home", ""), System.getProperty("user.name", "")));
  }

  Report(
      Environments environments,
      Supplier<? extends Versioned> settings,
      Path log,
      Clock clock,
      Redaction redaction) {
    this.environments = environments;
    this.settings = settings;
    this.log = log;
    this.clock = clock;
    this.redaction = redaction;
  }

  /** The report; {@code problem} is what it is about. */
  public String text(Optional<Problem> problem) throws InterruptedException {
    StringBuilder text = new StringBuilder("Stentor: a report of its desktop app\n");
    text.append("Secrets, names and addresses were taken out. Read it before you give it away.\n");
    line(text, "made at", clock.instant());
    problem.ifPresent(
        one -> {
          section(text, "Problem");
          line(text, "code", one.code());
          line(text, "what", one.what());
          line(text, "why", one.why());
          one.fixes().forEach(fix -> line(text, "fix", fix));
        });
    section(text, "Versions");
    for (String property :
        List.of(
            "os.name",
            "os.version",
            "os.arch",
            "java.runtime.version",
            "java.vendor",
            "javafx.runtime.version",
            "user.language",
            "glass.platform")) {
      line(text, property, System.getProperty(property, "–"));
    }
    line(text, "processors", Runtime.getRuntime().availableProcessors());
    line(text, "memory", Runtime.getRuntime().maxMemory());
    section(text, "Settings");
    text.append(json(settings.get())).append('\n');
    section(text, "Environments");
    environments(text);
    section(text, "Last lines of the log");
    log(text);
    return redaction.of(text.toString());
  }

  private void environments(StringBuilder text) throws InterruptedException {
    try {
      for (EnvironmentName name : environments.all()) {
        text.append(json(environments.look(name))).append('\n');
      }
    } catch (ProblemException unseen) {
      text.append(unseen.problem().sentence()).append('\n');
    }
  }

  private void log(StringBuilder text) {
    try (var lines = Files.lines(log)) {
      Deque<String> last = new ArrayDeque<>();
      lines.forEach(
          line -> {
            last.addLast(line);
            if (last.size() > LOG_LINES) {
              last.removeFirst();
            }
          });
      last.forEach(line -> text.append(line).append('\n'));
    } catch (NoSuchFileException none) {
      text.append("there is none\n");
    } catch (IOException | UncheckedIOException unreadable) {
      text.append("not readable: ").append(unreadable.getMessage()).append('\n');
    }
  }

  private static String json(Object document) {
    return new String(Documents.writeIndented(document), StandardCharsets.UTF_8);
  }

  private static void section(StringBuilder text, String title) {
    text.append("\n== ").append(title).append(" ==\n");
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append(name).append(": ").append(value).append('\n');
  }
}
