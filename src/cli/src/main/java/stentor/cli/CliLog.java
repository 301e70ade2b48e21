package stentor.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import stentor.models.StentorHome;

/**
 * Where this program writes its log: warnings into a file of Stentor's folder, nothing to the
 * terminal. Written in code, because reading a configuration would cost a tenth of a second.
 */
public final class CliLog extends ContextAwareBase implements Configurator {

  /** The file inside Stentor's folder. */
  static final String FILE = "logs/cli.log";

  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %level %logger %msg%n";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(PATTERN);
    layout.start();
    WarningFile file = new WarningFile(StentorHome.ofThisProcess().root().resolve(FILE), layout);
    file.setContext(context);
    file.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(file);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Opens its file for each line: warnings are rare, and most commands have none. */
  private static final class WarningFile extends AppenderBase<ILoggingEvent> {
    private final Path file;
    private final PatternLayout layout;

    WarningFile(Path file, PatternLayout layout) {
      this.file = file;
      this.layout = layout;
    }

    @Override
    protected void append(ILoggingEvent event) {
      try {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(
            file, layout.doLayout(event), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException unwritable) {
        addError("The log " + file + " could not be written", unwritable);
      }
    }
  }
}
