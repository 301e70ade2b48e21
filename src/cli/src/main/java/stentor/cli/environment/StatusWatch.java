package stentor.cli.environment;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import stentor.cli.terminal.LiveRegion;
import stentor.cli.terminal.Screen;
import stentor.cli.terminal.ScreenText;
import stentor.cli.terminal.Terminal;
import stentor.protocol.environment.StatusDocument;

/** How an environment is shown that is looked at again and again. */
sealed interface StatusWatch {

  /** Shows what was seen now. */
  void show(StatusDocument status);

  /** In place, each time: what it says of times goes on though nothing changes. */
  final class OnScreen implements StatusWatch {
    private final Screen screen;
    private final Function<StatusDocument, List<String>> text;
    private final LiveRegion region;

    OnScreen(Terminal terminal, Screen screen, Function<StatusDocument, List<String>> text) {
      this.screen = screen;
      this.text = text;
      this.region = new LiveRegion(terminal.out());
    }

    @Override
    public void show(StatusDocument status) {
      Screen.Size size = screen.size();
      List<String> lines = text.apply(status);
      region.draw(
          lines.stream()
              .limit(Math.max(1, size.rows() - 1L))
              .map(line -> ScreenText.cut(line, size.columns()))
              .toList());
    }
  }

  /** One below the other, each that differs from the last. */
  final class InLines implements StatusWatch {
    private final Terminal terminal;
    private final Function<StatusDocument, List<String>> text;
    private final List<String> between;
    private Optional<StatusDocument> shown = Optional.empty();

    /**
     * Shows them so.
     *
     * @param between lines between one and the next
     */
    InLines(Terminal terminal, Function<StatusDocument, List<String>> text, List<String> between) {
      this.terminal = terminal;
      this.text = text;
      this.between = between;
    }

    @Override
    public void show(StatusDocument status) {
      if (shown.equals(Optional.of(status))) {
        return;
      }
      if (shown.isPresent()) {
        between.forEach(terminal::answer);
      }
      text.apply(status).forEach(terminal::answer);
      shown = Optional.of(status);
    }
  }
}
