package stentor.app.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import stentor.app.testing.Fx;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;

@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(Fx.class)
final class HelpViewTest {

  private final List<String> copied = new ArrayList<>();

  @Test
  void it_names_keys_commands_and_folders_and_copies_what_is_asked_for() {
    Messages messages = new Messages();
    HelpView view =
        Fx.on(
            () -> {
              HelpView made =
                  new HelpView(
                      new HelpViewModel(
                          messages, copied::add, Path.of("/home/somebody/.stentor"), "0.1.0"),
                      new Fxml(messages));
              var _ = Fx.window(made.root(), 816, 618);
              made.root().applyCss();
              made.root().layout();
              return made;
            });
    Fx.run(
        () ->
            ((Button) ((ScrollPane) view.root()).getContent().lookup("#help-copy-command-0"))
                .fire());

    assertThat(copied).containsExactly("stentor transcribe FILE");
  }
}
