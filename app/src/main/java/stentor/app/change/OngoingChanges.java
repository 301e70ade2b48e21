package stentor.app.change;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import stentor.app.async.Coalescer;
import stentor.app.async.Ending;
import stentor.app.async.Later;
import stentor.app.async.RunningTask;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.app.async.Work;
import stentor.app.environment.Place;
import stentor.app.text.Messages;
import stentor.control.Environments;
import stentor.control.UpRequest;
import stentor.control.event.EventSink;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

/**
 * The changes of environments that this window is about or looks on, one for an environment at a
 * time. They go on whatever screen is shown, and what came of the last one is kept until the next
 * one begins. Used on the window's thread.
 */
public final class OngoingChanges {

  private final Environments environments;
  private final TaskRunner tasks;
  private final UiThread ui;
  private final Later later;
  private final Clock clock;
  private final Messages messages;
  private final Runnable changed;
  private final AtomicInteger going = new AtomicInteger();
  private final Map<EnvironmentName, Entry> entries = new HashMap<>();

  private static final class Entry {
    private final OngoingRun run;
    private Optional<RunningTask> task = Optional.empty();
    private Optional<Runnable> next = Optional.empty();

    private Entry(OngoingRun run) {
      this.run = run;
    }
  }

  private interface Doing {
    Phase with(EventSink sink) throws InterruptedException;
  }

  /**
   * None yet.
   *
   * @param changed called when a change begins or ends: whoever looks at environments looks now
   */
  public OngoingChanges(
      Environments environments,
      TaskRunner tasks,
      UiThread ui,
      Later later,
      Clock clock,
      Messages messages,
      Runnable changed) {
    this.environments = environments;
    this.tasks = tasks;
    this.ui = ui;
    this.later = later;
    this.clock = clock;
    this.messages = messages;
    this.changed = changed;
  }

  /** The change of an environment that goes on, or went on last in this window. */
  public Optional<OngoingRun> of(EnvironmentName environment) {
    return Optional.ofNullable(entries.get(environment)).map(entry -> entry.run);
  }

  /** Whether this window changes anything now; may be asked on any thread. */
  public boolean isChanging() {
    return going.get() > 0;
  }

  /** Whether this window changes it now; looking on at another process is no change. */
  public boolean isChanging(EnvironmentName environment) {
    return of(environment)
        .filter(run -> run.phase().isRunning())
        .filter(run -> !(run.wish() instanceof Wish.Watched))
        .isPresent();
  }

  /**
   * Brings an environment up, or adds to it. Where this window changes it already, that change is
   * left alone.
   *
   * @param fresh whether there is none of this name yet
   */
  public OngoingRun up(UpRequest request, boolean fresh) {
    return start(
        new Wish.Up(request, fresh),
        messages.text(fresh ? "change.task.up" : "change.task.change", request.environment()),
        sink -> new Phase.CameUp(environments.up(request, sink)));
  }

  /** Takes an environment down; a change of it that goes on is cancelled first. */
  public void down(EnvironmentName environment) {
    down(environment, how -> {});
  }

  /**
   * As {@link #down(EnvironmentName)}.
   *
   * @param ended told how it ended, once
   */
  public void down(EnvironmentName environment, Consumer<Phase> ended) {
    Entry entry = entries.get(environment);
    if (entry == null || !isChanging(environment)) {
      whenEnded(
          start(
              new Wish.Down(environment),
              messages.text("change.task.down", environment),
              sink -> new Phase.TornDown(environments.down(environment, sink))),
          ended);
    } else if (entry.run.wish() instanceof Wish.Up) {
      entry.next = Optional.of(() -> down(environment, ended));
      stop(entry);
    } else {
      whenEnded(entry.run, ended);
    }
  }

  private static void whenEnded(OngoingRun run, Consumer<Phase> ended) {
    if (!run.phase().isRunning()) {
      ended.accept(run.phase());
      return;
    }
    run.phaseProperty()
        .addListener(
            new ChangeListener<>() {
              @Override
              public void changed(ObservableValue<? extends Phase> phase, Phase before, Phase now) {
                if (!now.isRunning()) {
                  phase.removeListener(this);
                  ended.accept(now);
                }
              }
            });
  }

  /** Does the same again that failed or was cancelled; what is done already is found done. */
  public void again(EnvironmentName environment) {
    of(environment)
        .filter(run -> !run.phase().isRunning())
        .ifPresent(
            run -> {
              switch (run.wish()) {
                case Wish.Up(UpRequest request, boolean fresh) -> up(request, fresh);
                case Wish.Down _ -> down(environment);
                case Wish.Watched _ -> {}
              }
            });
  }

  /**
   * Looks on at the change that another process is about, and tells of it as of one of this
   * window's. Nothing happens where this window changes it itself or looks on already.
   */
  public void watch(EnvironmentName environment) {
    if (of(environment).filter(run -> run.phase().isRunning()).isPresent()) {
      return;
    }
    OngoingRun _ =
        start(
            new Wish.Watched(environment),
            messages.text("change.task.watch", environment),
            sink -> {
              environments.follow(environment, sink);
              return new Phase.Watched(environments.wanted(environment).isPresent());
            });
  }

  /**
   * Cancels the bringing up of an environment. What was begun is undone; of one that was not there
   * before nothing is left, also where it had been started already.
   */
  public void cancel(EnvironmentName environment) {
    Entry entry = entries.get(environment);
    if (entry != null
        && entry.run.phase().isRunning()
        && entry.run.wish() instanceof Wish.Up(UpRequest _, boolean fresh)) {
      if (fresh) {
        entry.next = Optional.of(() -> removeIfThere(environment, entry.run));
      }
      stop(entry);
    }
  }

  private static void stop(Entry entry) {
    entry.run.become(new Phase.Running(true));
    entry.task.ifPresent(RunningTask::cancel);
  }

  /** One that was started before the interrupt came goes on by itself. */
  private void removeIfThere(EnvironmentName environment, OngoingRun cancelled) {
    if (cancelled.phase() instanceof Phase.Cancelled(Optional<Boolean> stays)
        && !stays.orElse(true)) {
      return;
    }
    down(environment);
  }

  private OngoingRun start(Wish wish, String title, Doing doing) {
    EnvironmentName environment = wish.environment();
    Optional<OngoingRun> before = of(environment).filter(run -> isChanging(environment));
    if (before.isPresent()) {
      return before.get();
    }
    OngoingRun run = new OngoingRun(wish, clock.instant());
    Entry entry = new Entry(run);
    entries.put(environment, entry);
    if (!(wish instanceof Wish.Watched)) {
      going.incrementAndGet();
    }
    Recorder recorder = new Recorder(messages);
    Coalescer<Recorder> told =
        new Coalescer<>(ui, later, TaskRunner.TELL_EVERY, heard -> run.take(heard.take()));
    Work<Phase> work =
        report -> {
          Place place = place(wish);
          Clock there =
              place.isCloud()
                  ? environments.clock(environment, Optional.of(place.platform()))
                  : clock;
          ui.run(() -> run.settle(place, there));
          return doing.with(
              event -> {
                recorder.accept(event, report);
                told.accept(recorder);
              });
        };
    Ending<Phase> ending =
        new Ending<>() {
          @Override
          public void succeeded(Phase phase) {
            end(entry, recorder, phase);
          }

          @Override
          public void failed(Problem problem) {
            end(entry, recorder, new Phase.Failed(problem));
          }

          @Override
          public void cancelled() {
            cancelledIn(entry, recorder);
          }
        };
    entry.task =
        Optional.of(
            wish instanceof Wish.Watched
                ? tasks.quietly(title, work, ending)
                : tasks.start(title, work, ending));
    changed.run();
    return run;
  }

  /** Where it is asked for, or else where it is. */
  private Place place(Wish wish) throws InterruptedException {
    Optional<String> asked =
        wish instanceof Wish.Up(UpRequest request, _) ? request.platform() : Optional.empty();
    return Place.of(
        asked.isPresent()
            ? asked
            : environments.wanted(wish.environment()).map(EnvironmentDocument::platform));
  }

  private void end(Entry entry, Recorder recorder, Phase phase) {
    entry.run.take(recorder.take());
    entry.run.become(phase);
    entry.task = Optional.empty();
    if (!(entry.run.wish() instanceof Wish.Watched)) {
      going.decrementAndGet();
    }
    changed.run();
    Optional<Runnable> next = entry.next;
    entry.next = Optional.empty();
    next.ifPresent(Runnable::run);
  }

  /** Looks what stays before it says that it was cancelled. */
  private void cancelledIn(Entry entry, Recorder recorder) {
    EnvironmentName environment = entry.run.wish().environment();
    var _ =
        tasks.quietly(
            messages.text("change.task.look", environment),
            report -> environments.wanted(environment).isPresent(),
            new Ending<Boolean>() {
              @Override
              public void succeeded(Boolean stays) {
                end(entry, recorder, new Phase.Cancelled(Optional.of(stays)));
              }

              @Override
              public void failed(Problem problem) {
                end(entry, recorder, new Phase.Cancelled(Optional.empty()));
              }

              @Override
              public void cancelled() {
                end(entry, recorder, new Phase.Cancelled(Optional.empty()));
              }
            });
  }
}
