package stentor.app.testing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import stentor.app.async.Later;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.app.change.OngoingChanges;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.control.Environments;

/**
 * What screens need, over environments in memory, with the window's thread of the toolkit. Used
 * with {@code Fx}.
 */
public final class Workbench {

  /** The environments. */
  public final PlatformDouble platform = new PlatformDouble();

  /** The window's thread. */
  public final UiThread ui = Platform::runLater;

  /** Time. */
  public final Later later = Later.ofThread();

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

  private Workbench(Clock clock) {
    this.clock = clock;
    tasks = new TaskRunner(Executors.newVirtualThreadPerTaskExecutor(), ui, clock, later);
    environments = new Environments(platform, new ModelsDouble(), clock);
    watch =
        new EnvironmentWatch(environments, tasks, ui, later, clock, EnvironmentWatch.UPDATE_EVERY);
    changes = new OngoingChanges(environments, tasks, ui, later, clock, messages, watch::look);
  }
}
