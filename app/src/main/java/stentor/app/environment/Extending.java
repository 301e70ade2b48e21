package stentor.app.environment;

import java.time.Duration;
import java.util.function.Consumer;
import stentor.app.async.Ending;
import stentor.app.async.TaskRunner;
import stentor.app.text.Messages;
import stentor.control.Environments;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

/** Puts off the ends of environments. Used on the window's thread. */
public final class Extending {

  /** How much later they end. */
  public static final Duration BY = Duration.ofHours(1);

  private final Environments environments;
  private final EnvironmentWatch watch;
  private final TaskRunner tasks;
  private final Messages messages;

  /** Makes one; the watch looks again when an end was put off. */
  public Extending(
      Environments environments, EnvironmentWatch watch, TaskRunner tasks, Messages messages) {
    this.environments = environments;
    this.watch = watch;
    this.tasks = tasks;
    this.messages = messages;
  }

  /** Lets it live {@link #BY} longer; a problem is told besides among the tasks. */
  public void extend(EnvironmentName name, Consumer<Problem> failed) {
    var _ =
        tasks.start(
            messages.text("common.extend.task", EnvironmentTitle.of(name, messages)),
            report -> environments.extend(name, BY, event -> {}),
            Ending.of(done -> watch.look(), failed));
  }
}
