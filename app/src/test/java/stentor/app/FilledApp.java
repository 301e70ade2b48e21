package stentor.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.stage.Stage;
import stentor.app.async.Ending;
import stentor.app.async.TaskRunner;
import stentor.app.history.HistoryEntry;
import stentor.app.history.HistoryStore;
import stentor.app.signin.WindowSignIn;
import stentor.app.testing.AccessDouble;
import stentor.app.testing.Answers;
import stentor.app.testing.ManualLater;
import stentor.app.testing.ModelsDouble;
import stentor.app.testing.PlatformDouble;
import stentor.control.Environments;
import stentor.control.OngoingChange;
import stentor.control.cloud.SignIn;
import stentor.control.event.ControlEvent;
import stentor.control.event.EventStream;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.models.StentorHome;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.PlanDocument.PlannedStep;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.environment.StatusDocument.Queue;
import stentor.protocol.environment.StatusDocument.ServedModelStatus;
import stentor.protocol.environment.StatusDocument.Workers;
import stentor.speech.problem.Problem;

/** The whole app with a window, over environments in memory and a history that were made up. */
final class FilledApp {

  /** An environment that serves two models. */
  static final EnvironmentName MEETINGS = new EnvironmentName("default");

  /** One that comes up. */
  static final EnvironmentName COMING = new EnvironmentName("asr-lab");

  /** One that cannot be seen. */
  static final EnvironmentName LOST = new EnvironmentName("field-notes");

  /** One that was taken down. */
  static final EnvironmentName GONE = new EnvironmentName("workshop");

  @SuppressWarnings("TimeInStaticInitializer") // pictures are of the moment they are made
  private static final Instant NOW = Instant.now();

  private static final List<PlannedStep> STEPS =
      List.of(
          step("models", "Fetch moonshine-base-en", 12),
          step("store", "Make the job store", 0.3),
          step("start", "Start the environment", 2.5, "store"),
          step("load", "Load moonshine-base-en", 3.5, "start", "models"),
          step("smoke", "Transcribe a sample", 1, "load"));

  /** The environments. */
  final PlatformDouble platform = new PlatformDouble();

  /** What puts it together. */
  final Composition composition;

  private SignIn signIn = (problem, round) -> SignIn.Answer.GIVE_UP;

  /** What was transcribed. */
  final List<HistoryEntry> kept;

  /** Its window. */
  final Stage stage = new Stage();

  /** Opens it over this folder. Called on the window's thread. */
  FilledApp(Path folder, boolean filled) throws IOException {
    if (filled) {
      kept = fillHistory(folder);
      fillPlatform();
    } else {
      kept = List.of();
    }
    composition =
        new Composition(
            new StentorHome(folder),
            new QuietDesktop(),
            (home, library, clock, asking) -> {
              signIn = asking;
              return new Composition.Reach(
                  new Environments(platform, new ModelsDouble(), clock), new AccessDouble());
            });
    Scene scene = new Scene(composition.root(), 1280, 800);
    composition.theme().dress(scene);
    stage.setScene(scene);
    stage.show();
    composition.start();
  }

  /** Has somebody asked to confirm a page, who wants to sign in. */
  void ask(SignIn.DevicePage page) {
    if (!(signIn instanceof WindowSignIn window)) {
      throw new AssertionError("The app asks otherwise");
    }
    try {
      var _ = window.signingIn(() -> window.show(page));
    } catch (InterruptedException closing) {
      throw new AssertionError(closing);
    }
  }

  private static PlannedStep step(String id, String title, double seconds, String... after) {
    return new PlannedStep(id, title, "process", List.of(after), seconds, 0, Change.CREATE);
  }

  private void fillPlatform() {
    platform.put(
        status(
            MEETINGS,
            EnvironmentState.UP,
            List.of(
                served("moonshine-tiny-en", "en", 2, 2, 3),
                served("moonshine-base-es", "es", 1, 1, 0)),
            List.of()),
        wanted(MEETINGS, "moonshine-tiny-en", "moonshine-base-es"));
    platform.put(
        status(
            COMING,
            EnvironmentState.STARTING,
            List.of(served("moonshine-base-en", "en", 2, 0, 0)),
            List.of()),
        wanted(COMING, "moonshine-base-en"));
    platform.changing(
        COMING,
        new OngoingChange(
            "up", 4_711, NOW.minusSeconds(6), List.of("Fetch moonshine-base-en"), 2, 5));
    platform.followed = FilledApp::coming;
    platform.put(
        status(
            LOST,
            EnvironmentState.DEGRADED,
            List.of(served("moonshine-tiny-en", "en", 2, 1, 41)),
            List.of(
                new ProblemStatus(
                    "worker_keeps_dying",
                    "A worker of moonshine-tiny-en keeps dying",
                    "it ended 5 times within 2 minutes, the last time with exit status 137, which"
                        + " the system gives where memory ran out",
                    List.of("Give it less to do: stentor scale moonshine-tiny-en 1..1")))),
        wanted(LOST, "moonshine-tiny-en"));
    platform.receipt = Optional.of(receipt());
    platform.unfinished = 3;
    CloudExamples.fill(platform, NOW);
  }

  private static StatusDocument status(
      EnvironmentName name,
      EnvironmentState state,
      List<ServedModelStatus> models,
      List<ProblemStatus> problems) {
    return new StatusDocument(
        1,
        name,
        Optional.of("local"),
        state,
        Optional.of("http://127.0.0.1:8080"),
        Optional.of(NOW.minus(Duration.ofMinutes(97))),
        Optional.of(NOW.plus(Duration.ofMinutes(143))),
        models,
        List.of(),
        List.of(),
        StatusDocument.Cost.FREE,
        problems);
  }

  private static ServedModelStatus served(
      String id, String language, int wanted, int ready, int waiting) {
    return new ServedModelStatus(
        id,
        "1",
        language,
        "transcribe",
        new Workers(1, 4, wanted, ready),
        new Queue(
            waiting,
            Math.min(waiting, ready),
            waiting == 0 ? OptionalDouble.empty() : OptionalDouble.of(2.4)));
  }

  private static EnvironmentDocument wanted(EnvironmentName name, String... models) {
    return new EnvironmentDocument(
        1,
        name,
        "local",
        EnvironmentDocument.Wanted.UP,
        NOW.minus(Duration.ofMinutes(97)),
        8080,
        List.of(models).stream().map(id -> new WantedModel(id, "1", 1, 4)).toList(),
        Optional.of(NOW.plus(Duration.ofMinutes(143))),
        OptionalLong.empty(),
        Optional.empty());
  }

  /** Six seconds of an environment that comes up. */
  private static void coming(EventStream events) throws InterruptedException {
    Instant begun = Instant.now().minusSeconds(6);
    PlanDocument plan =
        new PlanDocument(
            1,
            COMING,
            "local",
            0,
            0,
            List.of(),
            STEPS,
            new PlanDocument.Request(
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()));
    events.tell(number -> new ControlEvent.PlanReady(number, begun, "up", plan));
    for (PlannedStep step : STEPS.subList(0, 3)) {
      Instant from = step.id().equals("start") ? begun.plusMillis(300) : begun;
      events.tell(number -> new ControlEvent.StepStarted(number, from, step.id(), step.title()));
      if (!step.id().equals("models")) {
        Duration took = Duration.ofMillis(Math.round(step.expectedSeconds() * 1_000));
        events.tell(
            number ->
                new ControlEvent.StepFinished(
                    number, from.plus(took), step.id(), step.title(), took));
      }
    }
    events.tell(
        number ->
            new ControlEvent.Note(
                number, begun.plusSeconds(3), "master ready on port 8081, no worker yet"));
    Thread.sleep(Duration.ofDays(1));
  }

  private static ReceiptDocument receipt() {
    Instant made = NOW.minus(Duration.ofHours(2));
    List<Map.Entry<String, String>> things =
        List.of(
            Map.entry("process", "supervisor 21874"),
            Map.entry("process", "master 21902"),
            Map.entry("process", "worker 21930 of moonshine-tiny-en"),
            Map.entry("process", "worker 22011 of moonshine-tiny-en"),
            Map.entry("port", "127.0.0.1:8082"),
            Map.entry("folder", "environments/workshop/jobs"),
            Map.entry("folder", "environments/workshop/token"));
    return new ReceiptDocument(
        1,
        GONE,
        things.stream()
            .map(one -> new ReceiptDocument.Made(one.getKey(), one.getValue(), made))
            .toList(),
        things.stream()
            .map(
                one ->
                    new ReceiptDocument.Gone(
                        one.getKey(),
                        one.getValue(),
                        one.getKey().equals("process") ? "no such process" : "not there"))
            .toList(),
        List.of(),
        List.of(
            new ReceiptDocument.Checked(
                "Is a process of this environment running?", "none of 214 processes", NOW),
            new ReceiptDocument.Checked("Does its port answer?", "connection refused", NOW),
            new ReceiptDocument.Checked("Is anything left in its folder?", "logs only", NOW)),
        new ReceiptDocument.Spent(0, "USD"));
  }

  private static List<HistoryEntry> fillHistory(Path folder) throws IOException {
    List<HistoryEntry> kept = new ArrayList<>();
    Path recordings = Files.createDirectories(folder.resolve("recordings"));
    ManualLater later = new ManualLater();
    TaskRunner tasks = new TaskRunner(Runnable::run, Runnable::run, Clock.systemUTC(), later);
    HistoryStore store =
        new HistoryStore(
            folder.resolve("history"),
            tasks,
            later,
            Runnable::run,
            Clock.systemUTC(),
            new SecureRandom());
    List<Map.Entry<String, String>> said =
        List.of(
            Map.entry(
                "board-meeting-october.wav",
                "the first item is the budget for next year which has grown by a tenth since"
                    + " we moved the archive"),
            Map.entry(
                "interview-dr-okafor.wav",
                "printing in the only sense with which we are at present concerned differs from"
                    + " most if not from all the arts and crafts"),
            Map.entry("voicemail-2026-11-27.wav", "please call me back about the boat on friday"),
            Map.entry(
                "lecture-07-acoustics-of-large-rooms-and-halls-with-questions-afterwards.wav",
                "a room answers every sound that is made in it and how long it takes to fall"
                    + " silent is the first thing one hears"));
    for (Map.Entry<String, String> one : said) {
      Path recording = recordings.resolve(one.getKey());
      if (!Files.exists(recording)) {
        try (var sample =
            Objects.requireNonNull(
                FilledApp.class.getResourceAsStream("/stentor/app/samples/printing.wav"))) {
          Files.copy(sample, recording);
        }
      }
      kept.add(
          store.keep(
              recording, MEETINGS, Answers.of(one.getValue(), "en", 7.6), Duration.ofMillis(900)));
    }
    return kept;
  }

  /** What is shown under this id. */
  <T> T find(String id, Class<T> type) {
    return type.cast(Objects.requireNonNull(stage.getScene().lookup("#" + id), id));
  }

  /** Long actions as they may be found, for the screen of tasks. */
  void fillTasks() {
    AtomicInteger minutes = new AtomicInteger();
    Consumer<Problem> unheard = problem -> {};
    var _ =
        composition
            .tasks()
            .start(
                "Export 12 transcripts as SRT",
                report -> minutes.incrementAndGet(),
                Ending.of(done -> {}, unheard));
    var _ =
        composition
            .tasks()
            .start(
                "Add moonshine-base-es to field-notes",
                report -> {
                  throw new ControlException(new EnvironmentProblem.NotUp(LOST));
                },
                Ending.of(done -> {}, unheard));
    var _ =
        composition
            .tasks()
            .start(
                "Transcribe 38 recordings on this computer",
                report -> {
                  report.note("board-meeting-october.wav: 2,304 words in 41 s");
                  report.note("voicemail-2026-11-27.wav: 9 words in 0.9 s");
                  Thread.sleep(Duration.ofMillis(2_500));
                  report.progress(14, 38);
                  Thread.sleep(Duration.ofDays(1));
                  return 0;
                },
                Ending.of(done -> {}, unheard));
  }
}
