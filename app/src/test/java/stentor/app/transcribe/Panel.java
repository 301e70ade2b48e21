package stentor.app.transcribe;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import stentor.app.async.Later;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.settings.SettingsStore;
import stentor.app.testing.ModelsDouble;
import stentor.app.testing.PlatformDouble;
import stentor.app.text.Messages;
import stentor.control.Environments;
import stentor.speech.problem.Problem;

/** A transcribe panel over environments in memory, and a transcriber that a test directs. */
final class Panel implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final UiThread ui;
  private final AtomicReference<Optional<Thread>> window = new AtomicReference<>(Optional.empty());

  final Messages messages = new Messages();
  final PlatformDouble platform = new PlatformDouble();
  final PlayerDouble player = new PlayerDouble();
  final TaskRunner tasks;
  final SettingsStore settings;
  final TranscriptViewModel transcript;
  final TranscribeViewModel model;

  /** What was asked of the transcriber. */
  final List<Transcriber.Wish> asked = new CopyOnWriteArrayList<>();

  /** Transcripts that were kept. */
  final List<Transcribed> kept = new CopyOnWriteArrayList<>();

  /** Error rates that were noted. */
  final List<OptionalDouble> rates = new CopyOnWriteArrayList<>();

  /** Files that fail, and why, by name. */
  final Map<String, Problem> failures = new ConcurrentHashMap<>();

  /** Files that are held until the test lets them go, by name. */
  final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

  /** What is told of a file that is held, by name. */
  final Map<String, RecordingState> states = new ConcurrentHashMap<>();

  /** The audio of all transcripts. */
  volatile TranscriptAudio audio = Transcribed::file;

  Panel(UiThread ui, Path folder) {
    this.ui = ui;
    ui.run(() -> window.set(Optional.of(Thread.currentThread())));
    Later later = Later.ofThread();
    Clock clock = Clock.systemUTC();
    tasks = new TaskRunner(threads, ui, clock, later);
    settings = new SettingsStore(folder.resolve("settings.json"), Runnable::run);
    Environments environments = new Environments(platform, new ModelsDouble(), clock);
    EnvironmentWatch watch =
        new EnvironmentWatch(environments, tasks, ui, later, clock, Duration.ofMillis(50));
    transcript = on(() -> new TranscriptViewModel(one -> audio.of(one), player, tasks, messages));
    model =
        on(
            () ->
                new TranscribeViewModel(
                    new TranscribePorts(
                        this::transcribe,
                        environment -> List.of("en", "zh"),
                        keeper(),
                        () -> folder.resolve("sample.wav")),
                    tasks,
                    ui,
                    later,
                    watch,
                    settings,
                    messages,
                    transcript));
  }

  private Transcribed transcribe(Transcriber.Wish wish, Consumer<RecordingState> told)
      throws InterruptedException {
    asked.add(wish);
    String name = Transcribed.nameOf(wish.file());
    Optional.ofNullable(states.get(name)).ifPresent(told);
    CountDownLatch gate = held.get(name);
    if (gate != null) {
      gate.await();
    }
    Problem failure = failures.get(name);
    if (failure != null) {
      throw new TranscribeException(failure);
    }
    return Samples.transcribed(
        wish.file(), Samples.segment(0, "hello there"), Samples.segment(3, "wood? blocks"));
  }

  private TranscribePorts.Keeper keeper() {
    return new TranscribePorts.Keeper() {
      @Override
      public String keep(Transcribed one) {
        kept.add(one);
        return "entry-" + kept.size();
      }

      @Override
      public void rate(String entry, OptionalDouble wordErrorRate) {
        rates.add(wordErrorRate);
      }
    };
  }

  /** What the call returns, made on the window's thread; at once where this is it. */
  <T> T on(Callable<T> call) {
    if (Optional.of(Thread.currentThread()).equals(window.get())) {
      try {
        return call.call();
      } catch (Exception failed) {
        throw new AssertionError(failed);
      }
    }
    FutureTask<T> task = new FutureTask<>(call);
    ui.run(task);
    try {
      return task.get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Has it run on the window's thread. */
  void run(Runnable action) {
    boolean _ =
        on(
            () -> {
              action.run();
              return true;
            });
  }

  /** Waits until it is so, as seen on the window's thread. */
  void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(60)).until(() -> on(condition));
  }

  /** Holds a file at the transcriber. */
  void hold(String name, RecordingState told) {
    held.put(name, new CountDownLatch(1));
    states.put(name, told);
  }

  /** Lets a file go that is held. */
  void release(String name) {
    Optional.ofNullable(held.remove(name)).ifPresent(CountDownLatch::countDown);
  }

  RecordingRow row(String name) {
    return on(
        () ->
            model.rows().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow());
  }

  @Override
  public void close() {
    run(model::hidden);
    // Rows that wait end first, or each that ends would start the next.
    run(model::cancelAll);
    tasks.cancelAll();
    // What runs tells the window of its end.
    threads.close();
  }
}
