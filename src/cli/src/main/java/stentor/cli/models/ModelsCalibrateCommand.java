package stentor.cli.models;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.progress.Progress;
import stentor.control.library.CalibrationReport;
import stentor.protocol.json.Documents;

/** {@code stentor models calibrate}. */
@Command(
    name = "calibrate",
    description = "Measures how sure models are of their own language and of others.",
    footer = {
      "",
      "FOLDER has a folder for each language, named by its BCP 47 tag, with WAV files in it:",
      "en/*.wav, es/*.wav, zh/*.wav. For each model all languages but its own are others.",
      "Every second recording is held back, and all figures are of those. What was known of a",
      "model stays where the command is interrupted or fails. An environment that is up goes on",
      "with what it knew when it was started."
    })
public final class ModelsCalibrateCommand implements Callable<Integer> {

  private final Session session;

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Mixin
  private EnvironmentOption environment = new EnvironmentOption();

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "An installed model. Default: all that transcribe.")
  private List<String> ids = List.of();

  @Option(
      names = "--speech",
      required = true,
      paramLabel = "FOLDER",
      description = "Recordings whose languages are known.")
  private @Nullable Path speech;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /** The command of this session. */
  public ModelsCalibrateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    CalibrationReport report;
    try (Progress progress = session.progress()) {
      report = session.services().models().calibrate(ids, Objects.requireNonNull(speech), progress);
    }
    if (json) {
      session.terminal().answer(new String(Documents.write(report), StandardCharsets.UTF_8));
    } else {
      new CalibrationText(session.terminal().outScreen())
          .lines(report)
          .forEach(session.terminal()::answer);
    }
    return ExitStatus.DONE;
  }
}
