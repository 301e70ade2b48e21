package stentor.cli.transcribe;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.progress.Progress;
import stentor.control.Endpoint;
import stentor.control.master.Answer;
import stentor.control.master.MasterClient;
import stentor.control.master.TranscriptionOptions;
import stentor.control.transcribe.OutputFormat;
import stentor.control.transcribe.Recording;
import stentor.control.transcribe.Sending;
import stentor.protocol.file.IoReason;

/** {@code stentor transcribe}. */
@Command(
    name = "transcribe",
    description = "Turns recordings into transcripts.",
    footer = {
      "",
      "Uses the environment that is up. With none it starts one on this computer, which",
      "stops itself after 10 minutes without a job.",
      "Several recordings as text: a line each, FILE, a tab, the transcript, in the order given.",
      "Files in DIR that are there already are replaced; recordings of the same name get NAME-2."
    })
public final class TranscribeCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "A recording.")
  private List<String> files = List.of();

  @Option(
      names = "--language",
      paramLabel = "TAG",
      defaultValue = TranscriptionOptions.AUTO,
      description = "Its language, for example en; auto: it is identified (${DEFAULT-VALUE}).")
  private String language = TranscriptionOptions.AUTO;

  @Option(
      names = "--model",
      paramLabel = "ID",
      defaultValue = TranscriptionOptions.AUTO,
      description = "The model; auto: chosen by the language (${DEFAULT-VALUE}).")
  private String model = TranscriptionOptions.AUTO;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = OutputFormat.TEXT,
      description = "text, json, verbose_json, srt, vtt, ctm, stm or textgrid (${DEFAULT-VALUE}).")
  private String format = OutputFormat.TEXT;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Writes a file NAME.EXT for each recording into this folder.")
  private @Nullable Path output;

  /** The command of this session. */
  public TranscribeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    OutputFormat chosen =
        OutputFormat.of(format)
            .orElseThrow(
                () ->
                    wrong("--format %s is none of %s".formatted(format, OutputFormat.names(", "))));
    List<Recording> recordings = files.stream().map(this::recording).toList();
    if (recordings.size() > 1 && !chosen.isOneLine() && output == null) {
      throw wrong("Several files in the format %s need --output DIR".formatted(format));
    }
    if (recordings.stream().allMatch(recording -> recording.problem().isPresent())) {
      recordings.forEach(this::tellProblem);
      return ExitStatus.FAILED;
    }
    Optional<Transcripts> transcripts = transcripts(recordings, chosen);
    if (transcripts.isEmpty()) {
      return ExitStatus.FAILED;
    }
    TranscriptionOptions options =
        TranscriptionOptions.given(Optional.of(model), Optional.of(language));
    try (MasterClient master = new MasterClient(endpoint(options));
        RecognitionWatch watch =
            new RecognitionWatch(session.terminal(), session.services().clock())) {
      Sending sending =
          new Sending(
              master,
              () -> watch.aside(this::awaitReturn),
              session.services().pause()::take,
              note -> watch.aside(() -> session.terminal().note(note)));
      return new TranscriptionRun(
                  session.terminal(),
                  watch,
                  recording -> transcribed(recording, options, sending, master, watch),
                  transcripts.get())
              .run(recordings)
          ? ExitStatus.DONE
          : ExitStatus.FAILED;
    }
  }

  private static Answer transcribed(
      Recording recording,
      TranscriptionOptions options,
      Sending sending,
      MasterClient master,
      RecognitionWatch watch)
      throws InterruptedException {
    try {
      return sending.send(
          recording,
          () -> {
            // Sent again it is another job, which begins at its beginning.
            watch.ended(recording);
            return master.transcribe(
                recording.file(), options, event -> watch.heard(recording, event));
          });
    } finally {
      watch.ended(recording);
    }
  }

  private Recording recording(String given) {
    try {
      return new Recording(given, Path.of(given));
    } catch (InvalidPathException invalid) {
      throw wrong(
          "'%s' is no name of a file on this computer: %s"
              .formatted(given.replace("\0", "\\0"), invalid.getReason()));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), message);
  }

  private void tellProblem(Recording recording) {
    recording
        .problem()
        .ifPresent(problem -> session.terminal().problem(recording.given(), problem));
  }

  private Optional<Transcripts> transcripts(List<Recording> recordings, OutputFormat chosen) {
    if (output == null) {
      return Optional.of(
          recordings.size() == 1
              ? new Transcripts.Alone(session.terminal(), chosen)
              : new Transcripts.Lines(session.terminal()));
    }
    List<String> names = OutputFolder.names(recordings, chosen.extension());
    IntStream.range(0, names.size())
        .filter(
            number ->
                !names.get(number).equals(recordings.get(number).name() + "." + chosen.extension()))
        .forEach(
            number ->
                session
                    .terminal()
                    .note(
                        "%s: another recording has this name; its transcript is %s"
                            .formatted(recordings.get(number).given(), names.get(number))));
    try {
      return Optional.of(new Transcripts.InFolder(new OutputFolder(output), names, chosen));
    } catch (IOException failed) {
      session
          .terminal()
          .problem("The folder %s could not be made: %s".formatted(output, IoReason.of(failed)));
      return Optional.empty();
    }
  }

  private Endpoint endpoint(TranscriptionOptions options) throws InterruptedException {
    try (Progress progress = session.progress()) {
      return session
          .services()
          .environments()
          .endpointOrStart(environment.name(), options.model(), progress);
    }
  }

  /** Address and token of an environment stay the same as long as it exists. */
  private void awaitReturn() throws InterruptedException {
    try (Progress progress = session.progress()) {
      var _ = session.services().environments().endpoint(environment.name(), progress);
    }
  }
}
