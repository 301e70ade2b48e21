package stentor.app.palette;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import stentor.app.testing.Fx;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.app.widget.Overlay;

@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(Fx.class)
final class PaletteViewTest {

  private final List<String> done = new ArrayList<>();

  private Command command(String title) {
    return new Command(title, "Environment", () -> done.add(title));
  }

  private Overlay opened(List<Command> commands) {
    return Fx.on(
        () -> {
          Overlay overlay = new Overlay();
          var _ = Fx.window(overlay, 1280, 800);
          new PaletteView(
                  new PaletteViewModel(List.of(() -> commands)), new Fxml(new Messages()), overlay)
              .toggle();
          overlay.applyCss();
          overlay.layout();
          return overlay;
        });
  }

  private static void press(Overlay overlay, KeyCode code) {
    Fx.run(
        () ->
            overlay
                .lookup("#palette-field")
                .fireEvent(
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  private static void type(Overlay overlay, String words) {
    Fx.run(() -> ((TextField) overlay.lookup("#palette-field")).setText(words));
  }

  @Test
  void what_is_typed_is_done_with_enter_and_the_palette_closes() {
    Overlay overlay = opened(List.of(command("Open lab"), command("Tear down lab")));
    type(overlay, "lab");
    press(overlay, KeyCode.DOWN);
    press(overlay, KeyCode.ENTER);

    assertThat(done).containsExactly("Tear down lab");
    assertThat(Fx.on(overlay::isOpen)).isFalse();
  }

  @Test
  void ten_thousand_commands_have_nodes_for_those_that_are_seen() {
    Overlay overlay =
        opened(
            IntStream.range(0, 10_000)
                .mapToObj(index -> command("Read a-recording-with-a-very-long-name-" + index))
                .toList());

    assertThat(((ListView<?>) overlay.lookup("#palette-list")).getItems()).hasSize(10_000);
    assertThat(Fx.on(() -> overlay.lookupAll(".palette-row").size())).isLessThan(20);
  }

  @Test
  void with_nothing_that_fits_it_says_so_and_enter_does_nothing() {
    Overlay overlay = opened(List.of(command("Open lab")));
    type(overlay, "xyz");
    press(overlay, KeyCode.ENTER);

    assertThat(done).isEmpty();
    assertThat(Fx.on(overlay::isOpen)).isTrue();
  }
}
