package stentor.app.closing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;
import stentor.app.async.Ending;
import stentor.app.async.RunningTask;
import stentor.app.async.TaskRunner;
import stentor.app.environment.EnvironmentTitle;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.environment.Place;
import stentor.app.environment.Seen;
import stentor.app.settings.AppSettings.AtClose;
import stentor.app.settings.SettingsStore;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.control.Environments;

/**
 * Decides what happens when a person closes the window: with nothing up and nothing running it
 * closes; otherwise it asks, unless they said before what they want. What they said before does not
 * hold for jobs that would be lost. Used on the window's thread.
 */
public final class ClosingViewModel {

  private static final int MOST_NAMED = 3;

  private final EnvironmentWatch watch;
  private final Environments environments;
  private final TaskRunner background;
  private final ObservableList<RunningTask> tasks;
  private final SettingsStore settings;
  private final TakeDown takeDown;
  private final Messages messages;
  private final Clock clock;
  private final ZoneId zone;
  private final ReadOnlyObjectWrapper<Optional<ClosingQuestion>> question =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final BooleanProperty remember = new SimpleBooleanProperty();
  private Runnable close = () -> {};

  /**
   * Makes it.
   *
   * @param background where unfinished jobs are counted
   * @param tasks what a person started
   */
  public ClosingViewModel(
      EnvironmentWatch watch,
      Environments environments,
      TaskRunner background,
      ObservableList<RunningTask> tasks,
      SettingsStore settings,
      TakeDown takeDown,
      Messages messages,
      Clock clock,
      ZoneId zone) {
    this.watch = watch;
    this.environments = environments;
    this.background = background;
    this.tasks = tasks;
    this.settings = settings;
    this.takeDown = takeDown;
    this.messages = messages;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * A person wants to close the window.
   *
   * @param closing closes it
   */
  public void request(Runnable closing) {
    close = closing;
    List<Seen> up = up();
    List<String> running =
        tasks.stream().filter(task -> task.state().isRunning()).map(RunningTask::title).toList();
    Optional<AtClose> chosen = settings.current().atClose();
    if (running.isEmpty() && (up.isEmpty() || chosen.equals(Optional.of(AtClose.KEEP)))) {
      close.run();
    } else if (running.isEmpty() && chosen.equals(Optional.of(AtClose.TEAR_DOWN))) {
      count(
          up,
          unfinished -> {
            if (unfinished == 0) {
              takeDownAll(up);
            } else {
              ask(up, running);
              warn(unfinished);
            }
          },
          () -> ask(up, running));
    } else {
      ask(up, running);
      count(up, this::warn, () -> {});
    }
  }

  private void ask(List<Seen> up, List<String> running) {
    remember.set(false);
    question.set(Optional.of(question(up, running)));
  }

  private void warn(long unfinished) {
    if (unfinished > 0) {
      String words = messages.count("closing.unfinished", unfinished);
      question.set(question.get().map(asked -> asked.withWarning(words)));
    }
  }

  /** Counts the jobs that tearing these down would cancel. */
  private void count(List<Seen> up, LongConsumer counted, Runnable unknown) {
    if (up.isEmpty()) {
      return;
    }
    var _ =
        background.quietly(
            messages.text("closing.task.count"),
            report -> unfinished(up),
            Ending.<Long>of(counted::accept, problem -> unknown.run()));
  }

  private long unfinished(List<Seen> up) throws InterruptedException {
    long sum = 0;
    for (Seen seen : up) {
      sum += environments.unfinishedJobs(seen.name());
    }
    return sum;
  }

  /**
   * Also what cannot be seen at the moment: it may well be there. A rehearsal costs nobody anything
   * and is not asked about.
   */
  private List<Seen> up() {
    return watch.seenProperty().get().stream()
        .filter(seen -> seen.place() != Place.REHEARSAL)
        .filter(ClosingViewModel::isUp)
        .toList();
  }

  private static boolean isUp(Seen seen) {
    return switch (seen.status().state()) {
      case UP, DEGRADED, STARTING -> true;
      // What failed on a cloud has made something that costs.
      case FAILED -> seen.place().isCloud();
      case ABSENT, STOPPING -> false;
    };
  }

  /** What is asked now; absent for nothing. */
  ReadOnlyObjectProperty<Optional<ClosingQuestion>> questionProperty() {
    return question.getReadOnlyProperty();
  }

  /** Whether the answer holds for the next times too. */
  BooleanProperty rememberProperty() {
    return remember;
  }

  /** Closes, and leaves all environments as they are. */
  void keep() {
    answered(AtClose.KEEP);
    close.run();
  }

  /** Takes down what is up, then closes. */
  void tearDown() {
    answered(AtClose.TEAR_DOWN);
    takeDownAll(up());
  }

  private void takeDownAll(List<Seen> up) {
    takeDown.all(up.stream().map(Seen::name).toList(), () -> close.run());
  }

  /** Does not close. */
  void stay() {
    question.set(Optional.empty());
  }

  private void answered(AtClose answer) {
    boolean environments =
        question.get().flatMap(ClosingQuestion::tearDown).isPresent() && remember.get();
    question.set(Optional.empty());
    if (environments) {
      settings.change(before -> before.withAtClose(Optional.of(answer)));
    }
  }

  private ClosingQuestion question(List<Seen> up, List<String> running) {
    if (up.isEmpty()) {
      return new ClosingQuestion(
          messages.count("closing.tasks", running.size()),
          messages.text("closing.tasks.text"),
          Optional.empty(),
          running,
          messages.text("closing.tasks.close"),
          Optional.empty());
    }
    return new ClosingQuestion(
        up.size() == 1
            ? messages.text("closing.title.one", title(up.getFirst()))
            : messages.text("closing.title.many", titles(up)),
        up.size() == 1 ? alone(up.getFirst()) : messages.text("closing.text.many"),
        Optional.empty(),
        running,
        end(up)
            .map(at -> messages.text("closing.keep.until", Figures.when(at, clock.instant(), zone)))
            .orElse(messages.text("closing.keep")),
        Optional.of(messages.text("closing.tearDown")));
  }

  private String title(Seen seen) {
    return EnvironmentTitle.of(seen, messages);
  }

  private String titles(List<Seen> up) {
    String named = up.stream().limit(MOST_NAMED).map(this::title).collect(Collectors.joining(", "));
    return up.size() > MOST_NAMED
        ? messages.text("closing.more", named, up.size() - MOST_NAMED)
        : named;
  }

  private static Optional<Instant> end(Seen seen) {
    return seen.status().expiresAt().or(() -> seen.wanted().flatMap(wanted -> wanted.expiresAt()));
  }

  /** When the last of them ends; absent where one has no end. */
  private static Optional<Instant> end(List<Seen> up) {
    return up.stream().allMatch(seen -> end(seen).isPresent())
        ? up.stream().flatMap(seen -> end(seen).stream()).max(Instant::compareTo)
        : Optional.empty();
  }

  private String alone(Seen seen) {
    if (!seen.isFresh()) {
      return messages.text("closing.text.lost", Figures.when(seen.at(), clock.instant(), zone));
    }
    Optional<Instant> end = end(seen);
    if (end.isPresent()) {
      return messages.text("closing.text.expires", Figures.when(end.get(), clock.instant(), zone));
    }
    OptionalLong idle =
        seen.wanted().map(wanted -> wanted.idleSeconds()).orElse(OptionalLong.empty());
    return idle.isPresent()
        ? messages.text("closing.text.idle", Figures.duration(Duration.ofSeconds(idle.getAsLong())))
        : messages.text("closing.text.stays");
  }
}
