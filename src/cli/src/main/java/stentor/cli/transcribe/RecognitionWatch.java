package stentor.cli.transcribe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import stentor.cli.terminal.LiveRegion;
import stentor.cli.terminal.Screen;
import stentor.cli.terminal.ScreenText;
import stentor.cli.terminal.Terminal;
import stentor.control.master.JobEvent;
import stentor.control.transcribe.Recording;

/**
 * Shows how far recordings are that take long: a line each at the end of a screen, which goes when
 * the recording has ended; a line now and then elsewhere. Recordings of one part are not shown.
 * Safe for all threads.
 */
final class RecognitionWatch implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Terminal terminal;
  private final Clock clock;
  private final LiveRegion region;
  private final Map<Recording, PartsDone> underway = new LinkedHashMap<>();
  private final Map<Recording, Instant> told = new HashMap<>();

  RecognitionWatch(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.region = new LiveRegion(terminal.err());
  }

  /** Takes note of what the master tells of a recording. */
  synchronized void heard(Recording recording, JobEvent event) {
    if (event instanceof JobEvent.Progressed(var _, int done, int total) && total > 1) {
      Instant now = clock.instant();
      PartsDone before =
          underway.computeIfAbsent(
              recording, each -> new PartsDone(each.given(), done, total, done, now));
      underway.put(recording, before.now(done, total));
      show(recording, now);
    }
  }

  private void show(Recording recording, Instant now) {
    Optional<Screen> screen = terminal.errScreen();
    if (screen.isPresent()) {
      draw(screen.get(), now);
      return;
    }
    Instant last = told.computeIfAbsent(recording, _ -> now);
    PartsDone parts = underway.get(recording);
    if (parts != null && Duration.between(last, now).compareTo(EVERY) >= 0) {
      told.put(recording, now);
      terminal.note(parts.said(now));
    }
  }

  private void draw(Screen screen, Instant now) {
    int columns = screen.size().columns();
    region.draw(
        underway.values().stream()
            .map(parts -> ScreenText.cut(parts.drawn(now), columns))
            .toList());
  }

  /** It has ended, whatever came of it. */
  synchronized void ended(Recording recording) {
    told.remove(recording);
    if (underway.remove(recording) != null) {
      terminal.errScreen().ifPresent(screen -> draw(screen, clock.instant()));
    }
  }

  /** Something that is written in between. */
  @FunctionalInterface
  interface Writing<E extends Exception> {
    void write() throws E;
  }

  /** Writes something else; what is shown comes again below it. */
  synchronized <E extends Exception> void aside(Writing<E> writing) throws E {
    region.clear();
    writing.write();
  }

  @Override
  public synchronized void close() {
    region.clear();
  }
}
