package stentor.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.RadioButton;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.look.ThemeChoice;
import stentor.app.settings.AppSettings.AtClose;
import stentor.app.testing.BrowserDouble;
import stentor.app.testing.Fx;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;

@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(Fx.class)
final class SettingsViewTest {

  private final BrowserDouble browser = new BrowserDouble();

  @TempDir private Path folder;

  private SettingsStore store() {
    return Fx.on(() -> new SettingsStore(folder.resolve("app/settings.json"), Runnable::run));
  }

  private SettingsView shown(SettingsStore store) {
    return Fx.on(
        () -> {
          SettingsView view =
              new SettingsView(
                  new SettingsViewModel(store, browser, folder, "0.1.0"), new Fxml(new Messages()));
          var _ = Fx.window(view.root(), 1072, 718);
          view.root().applyCss();
          view.root().layout();
          return view;
        });
  }

  private static RadioButton choice(SettingsView view, String id) {
    return (RadioButton) view.root().lookup("#settings-" + id);
  }

  @Test
  void at_first_it_follows_the_system_and_asks_when_closing() {
    SettingsView view = shown(store());

    assertThat(choice(view, "theme-system").isSelected()).isTrue();
    assertThat(choice(view, "close-ask").isSelected()).isTrue();
  }

  @Test
  void a_choice_holds_at_once_and_at_the_next_start() {
    SettingsStore store = store();
    SettingsView view = shown(store);
    Fx.run(choice(view, "theme-dark")::fire);
    Fx.run(choice(view, "close-tear-down")::fire);

    assertThat(store.current().theme()).isEqualTo(ThemeChoice.DARK);
    SettingsView next = shown(store());
    assertThat(choice(next, "theme-dark").isSelected()).isTrue();
    assertThat(choice(next, "close-tear-down").isSelected()).isTrue();
  }

  @Test
  void asking_again_forgets_what_was_remembered() {
    SettingsStore store = store();
    Fx.run(() -> store.change(before -> before.withAtClose(java.util.Optional.of(AtClose.KEEP))));
    SettingsView view = shown(store);
    assertThat(choice(view, "close-keep").isSelected()).isTrue();
    Fx.run(choice(view, "close-ask")::fire);

    assertThat(store.current().atClose()).isEmpty();
  }

  @Test
  void what_is_chosen_elsewhere_is_shown() {
    SettingsStore store = store();
    SettingsView view = shown(store);
    Fx.run(() -> store.change(before -> before.withTheme(ThemeChoice.LIGHT)));

    assertThat(choice(view, "theme-light").isSelected()).isTrue();
  }

  @Test
  void folders_are_opened() {
    SettingsView view = shown(store());
    Fx.run(((Button) view.root().lookup("#settings-open-logs"))::fire);
    Fx.run(((Button) view.root().lookup("#settings-open-home"))::fire);

    assertThat(browser.opened)
        .containsExactly(folder.resolve("logs").toString(), folder.toString());
  }

  @Test
  void a_file_that_is_not_readable_costs_only_what_it_remembers() throws Exception {
    Files.createDirectories(folder.resolve("app"));
    Files.writeString(folder.resolve("app/settings.json"), "{not json");

    assertThat(store().current()).isEqualTo(AppSettings.FIRST);
  }
}
