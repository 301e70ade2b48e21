package stentor.cli.progress;

import java.time.Clock;
import java.util.Optional;
import stentor.cli.terminal.Screen;
import stentor.cli.terminal.Terminal;
import stentor.control.event.EventSink;

/**
 * Shows the events of the work while it goes on: a timeline on a screen, plain lines elsewhere.
 * Takes one event at a time, as every stream gives them. To be closed before anything else is
 * written.
 */
public sealed interface Progress extends EventSink, AutoCloseable
    permits LiveProgress, PlainProgress {

  /** Shows them on the terminal's standard error. */
  static Progress on(Terminal terminal, Clock clock) {
    Optional<Screen> screen = terminal.errScreen();
    return screen.isPresent()
        ? LiveProgress.animated(terminal, screen.get(), clock)
        : new PlainProgress(terminal);
  }

  /** Leaves what is shown in order, whatever became of the work. */
  @Override
  void close();
}
