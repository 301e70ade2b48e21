package stentor.cli.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import stentor.cli.terminal.LiveRegion;
import stentor.cli.terminal.Screen;
import stentor.cli.terminal.Terminal;
import stentor.control.event.ControlEvent;
import stentor.control.event.Timeline;

/**
 * Shows events as a timeline at the end of a screen, which is drawn anew as they come and while
 * time passes, at most ten times a second. Notes and problems go above it and stay; so does the
 * timeline of an operation that ended. Safe for all threads.
 */
final class LiveProgress implements Progress {

  private static final Duration FRAME = Duration.ofMillis(100);

  /** Asking the system for the size takes a process: not at every frame. */
  private static final Duration LOOK_AT_SIZE = Duration.ofSeconds(1);

  private final Terminal terminal;
  private final Screen screen;
  private final Clock clock;
  private final LiveRegion region;
  private final TimelineText text;
  private final Timeline timeline = new Timeline();

  private Optional<ScheduledExecutorService> animation = Optional.empty();
  private Optional<Screen.Size> size = Optional.empty();
  private Instant sizeSeenAt = Instant.EPOCH;
  private Instant drawnAt = Instant.EPOCH;
  private boolean dirty;
  private boolean closed;

  /** A timeline that is drawn when events come and when it is told that time passed. */
  LiveProgress(Terminal terminal, Screen screen, Clock clock) {
    this.terminal = terminal;
    this.screen = screen;
    this.clock = clock;
    this.region = new LiveRegion(terminal.err());
    this.text = new TimelineText(screen.colour());
  }

  /** A timeline that is also drawn while time passes. */
  static LiveProgress animated(Terminal terminal, Screen screen, Clock clock) {
    LiveProgress progress = new LiveProgress(terminal, screen, clock);
    ScheduledExecutorService ticks =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("timeline").factory());
    progress.animation = Optional.of(ticks);
    var _ =
        ticks.scheduleAtFixedRate(
            progress::tick, FRAME.toMillis(), FRAME.toMillis(), TimeUnit.MILLISECONDS);
    return progress;
  }

  @Override
  public synchronized void accept(ControlEvent event) {
    if (closed) {
      return;
    }
    switch (event) {
      case ControlEvent.PlanReady ready -> {
        settle();
        timeline.accept(ready);
        draw();
      }
      case ControlEvent.StepStarted started -> {
        timeline.accept(started);
        draw();
      }
      case ControlEvent.ResourceChanged _ -> drawSoon();
      case ControlEvent.StepProgressed progress -> {
        timeline.accept(progress);
        drawSoon();
      }
      case ControlEvent.StepFinished finished -> {
        timeline.accept(finished);
        drawSoon();
      }
      case ControlEvent.StepFailed failed -> {
        timeline.accept(failed);
        draw();
      }
      case ControlEvent.StepSkipped skipped -> {
        timeline.accept(skipped);
        drawSoon();
      }
      case ControlEvent.Note note -> above(() -> terminal.note(note.text()));
      case ControlEvent.ProblemSeen seen -> above(() -> terminal.problem(seen.problem()));
      case ControlEvent.OperationEnded _ -> settle();
    }
  }

  /** Draws what is due: time has passed. */
  synchronized void tick() {
    if (!closed && (dirty || timeline.isRunning())) {
      drawSoon();
    }
  }

  private void drawSoon() {
    dirty = true;
    if (Duration.between(drawnAt, clock.instant()).compareTo(FRAME) >= 0) {
      draw();
    }
  }

  private void draw() {
    if (timeline.hasWork()) {
      Instant now = clock.instant();
      region.draw(text.fitting(timeline, now, size(now)));
      drawnAt = now;
    }
    dirty = false;
  }

  private Screen.Size size(Instant now) {
    boolean old = Duration.between(sizeSeenAt, now).compareTo(LOOK_AT_SIZE) >= 0;
    if (size.isEmpty() || old) {
      size = Optional.of(screen.size());
      sizeSeenAt = now;
    }
    return size.get();
  }

  private void above(Runnable written) {
    region.clear();
    written.run();
    draw();
  }

  /** Draws the timeline for the last time, all of it, and leaves it where it is. */
  private void settle() {
    if (timeline.hasWork()) {
      Instant now = clock.instant();
      region.draw(text.whole(timeline, now, size(now).columns()));
    }
    region.leave();
    timeline.clear();
  }

  @Override
  public void close() {
    animation.ifPresent(ScheduledExecutorService::shutdownNow);
    synchronized (this) {
      if (!closed) {
        settle();
        closed = true;
      }
    }
  }
}
