package stentor.app.settings;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import stentor.app.desktop.Browser;
import stentor.app.look.ThemeChoice;
import stentor.app.settings.AppSettings.AtClose;

/** What a person chooses once. Every choice holds at once. Used on the window's thread. */
public final class SettingsViewModel {

  private final SettingsStore store;
  private final Browser browser;
  private final Path home;
  private final String version;

  /**
   * Makes it.
   *
   * @param home Stentor's folder
   * @param version of the app
   */
  public SettingsViewModel(SettingsStore store, Browser browser, Path home, String version) {
    this.store = store;
    this.browser = browser;
    this.home = home;
    this.version = version;
  }

  /** All that was chosen. */
  ReadOnlyObjectProperty<AppSettings> currentProperty() {
    return store.currentProperty();
  }

  /** Has the app look like this. */
  void chooseTheme(ThemeChoice theme) {
    store.change(before -> before.withTheme(theme));
  }

  /** Has this happen when the app is closed with an environment up; absent: it asks. */
  void chooseAtClose(Optional<AtClose> atClose) {
    store.change(before -> before.withAtClose(atClose));
  }

  /** Stentor's folder. */
  Path home() {
    return home;
  }

  /** Folder of the app's and the programs' logs. */
  Path logs() {
    return home.resolve("logs");
  }

  /** Version of the app. */
  String version() {
    return version;
  }

  /** Shows Stentor's folder. */
  void openHome() {
    browser.showFolder(home());
  }

  /** Shows the folder of logs. */
  void openLogs() {
    browser.showFolder(logs());
  }
}
