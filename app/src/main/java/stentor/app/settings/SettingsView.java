package stentor.app.settings;

import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import stentor.app.look.ThemeChoice;
import stentor.app.navigation.ScreenView;
import stentor.app.settings.AppSettings.AtClose;
import stentor.app.widget.Fxml;

/** The screen of choices. */
public final class SettingsView implements ScreenView {

  private final SettingsViewModel model;
  private final ObservableValue<String> title;
  private final ObservableValue<String> saved;
  private final Parent root;

  @FXML private RadioButton themeSystem;
  @FXML private RadioButton themeLight;
  @FXML private RadioButton themeDark;
  @FXML private RadioButton closeAsk;
  @FXML private RadioButton closeKeep;
  @FXML private RadioButton closeTearDown;
  @FXML private Label home;
  @FXML private Label logs;
  @FXML private Label version;

  /** Loads it. */
  public SettingsView(SettingsViewModel model, Fxml fxml) {
    this.model = model;
    this.title = ScreenView.fixed(fxml.messages().text("settings.title"));
    this.saved = ScreenView.fixed(fxml.messages().text("settings.saved"));
    this.root = fxml.load(this);
    choices(
        Map.of(
            themeSystem,
            () -> model.chooseTheme(ThemeChoice.SYSTEM),
            themeLight,
            () -> model.chooseTheme(ThemeChoice.LIGHT),
            themeDark,
            () -> model.chooseTheme(ThemeChoice.DARK)));
    choices(
        Map.of(
            closeAsk,
            () -> model.chooseAtClose(Optional.empty()),
            closeKeep,
            () -> model.chooseAtClose(Optional.of(AtClose.KEEP)),
            closeTearDown,
            () -> model.chooseAtClose(Optional.of(AtClose.TEAR_DOWN))));
    path(home, model.home().toString());
    path(logs, model.logs().toString());
    version.setText(fxml.messages().text("settings.version", model.version()));
    model.currentProperty().addListener((property, before, now) -> show(now));
    show(model.currentProperty().get());
  }

  private static void choices(Map<RadioButton, Runnable> actions) {
    ToggleGroup group = new ToggleGroup();
    actions.forEach(
        (button, action) -> {
          button.setToggleGroup(group);
          button.setOnAction(event -> action.run());
        });
  }

  private static void path(Label label, String path) {
    label.setText(path);
    label.setTooltip(new Tooltip(path));
  }

  private void show(AppSettings settings) {
    (switch (settings.theme()) {
          case SYSTEM -> themeSystem;
          case LIGHT -> themeLight;
          case DARK -> themeDark;
        })
        .setSelected(true);
    settings
        .atClose()
        .map(
            choice ->
                switch (choice) {
                  case KEEP -> closeKeep;
                  case TEAR_DOWN -> closeTearDown;
                })
        .orElse(closeAsk)
        .setSelected(true);
  }

  @FXML
  private void openHome() {
    model.openHome();
  }

  @FXML
  private void openLogs() {
    model.openLogs();
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public ObservableValue<String> title() {
    return title;
  }

  @Override
  public ObservableValue<String> freshness() {
    return saved;
  }
}
