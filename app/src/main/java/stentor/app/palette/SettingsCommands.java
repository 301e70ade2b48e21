package stentor.app.palette;

import java.nio.file.Path;
import java.util.List;
import stentor.app.desktop.Browser;
import stentor.app.look.ThemeChoice;
import stentor.app.settings.SettingsStore;
import stentor.app.text.Messages;

/** How the app looks, and where it keeps things. */
public final class SettingsCommands implements CommandSource {

  private final SettingsStore settings;
  private final Browser browser;
  private final Path home;
  private final Messages messages;

  /**
   * Makes them.
   *
   * @param home Stentor's folder
   */
  public SettingsCommands(SettingsStore settings, Browser browser, Path home, Messages messages) {
    this.settings = settings;
    this.browser = browser;
    this.home = home;
    this.messages = messages;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        theme(messages.text("palette.theme.system"), ThemeChoice.SYSTEM),
        theme(messages.text("palette.theme.light"), ThemeChoice.LIGHT),
        theme(messages.text("palette.theme.dark"), ThemeChoice.DARK),
        folder(messages.text("palette.logs"), home.resolve("logs")),
        folder(messages.text("palette.home"), home));
  }

  private Command theme(String title, ThemeChoice choice) {
    return new Command(
        title,
        messages.text("palette.appearance"),
        () -> settings.change(before -> before.withTheme(choice)));
  }

  private Command folder(String title, Path folder) {
    return new Command(title, messages.text("palette.folders"), () -> browser.showFolder(folder));
  }
}
