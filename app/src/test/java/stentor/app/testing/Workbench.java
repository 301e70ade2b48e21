package stentor.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import stentor.app.async.Later;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.app.change.OngoingChanges;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.settings.SettingsStore;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.control.Environments;

/**
 * What screens need, over environments in memory, with the window's thread of the toolkit. Used
 * with {@link Fx}, at the end of whose test its threads end.
 */
public final class Workbench {

  /** The environments. */
  public final PlatformDouble platform = new PlatformDouble();

  /** The window's thread. */
  public final UiThread ui = Platform::runLater;

  /** Time. */
  public final Later later = this::later;

  /** The clock. */
  public final Clock clock;

  /** The zone. */
  public final ZoneId zone = ZoneOffset.UTC;

  /** The texts. */
  public final Messages messages = new Messages();

  /** The loader. */
  public final Fxml fxml = new Fxml(messages);

  /** The navigator. */
  public final Navigator navigator = new Navigator(new Screen.Environments());

  /** The tasks. */
  public final TaskRunner tasks;

  /** What is remembered, in a file of this test alone. */
  public final SettingsStore settings;

  /** The door to the environments. */
  public final Environments environments;

  /** The watch, which looks every quarter of a second. */
  public final EnvironmentWatch watch;

  /** The changes. */
  public final OngoingChanges changes;

  /** One in which time passes as it does. */
  public Workbench() {
    this(Clock.systemUTC());
  }

  /** One in which it is always the same time. */
  public static Workbench at(Instant now) {
    return new Workbench(Clock.fixed(now, ZoneOffset.UTC));
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer = timer();

  private Workbench(Clock clock) {
    this.clock = clock;
    Fx.atEnd(this::end);
    settings = settings();
    tasks = new TaskRunner(threads, ui, clock, later);
    environments = new Environments(platform, new ModelsDouble(), clock);
    watch =
        new EnvironmentWatch(environments, tasks, ui, later, clock, EnvironmentWatch.UPDATE_EVERY);
    changes = new OngoingChanges(environments, tasks, ui, later, clock, messages, watch::look);
  }

  private static SettingsStore settings() {
    try {
      Path folder = Files.createTempDirectory("stentor-settings");
      return new SettingsStore(folder.resolve("settings.json"), Runnable::run);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static ScheduledExecutorService timer() {
    // What is still to come at the end of a test is for nobody.
    return new ScheduledThreadPoolExecutor(
        1,
        Thread.ofPlatform().name("workbench timer").daemon(true).factory(),
        new ThreadPoolExecutor.DiscardPolicy());
  }

  private void later(Duration delay, Runnable action) {
    var _ = timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void end() {
    timer.shutdownNow();
    threads.shutdownNow();
  }
}
