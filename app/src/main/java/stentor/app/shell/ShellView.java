package stentor.app.shell;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import stentor.app.look.Icon;
import stentor.app.navigation.Screen;
import stentor.app.navigation.Screen.Section;
import stentor.app.navigation.ScreenView;
import stentor.app.widget.Fxml;
import stentor.app.widget.Overlay;
import stentor.app.widget.Pill;

/** The frame of the window. */
public final class ShellView {

  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

  private final ShellViewModel model;
  private final ScreenSource screens;
  private final Fxml fxml;
  private final Overlay overlay = new Overlay();
  private final Map<Section, Button> entries = new EnumMap<>(Section.class);
  private final Parent root;
  private @Nullable ScreenView shown;
  private Subscription followed = Subscription.EMPTY;

  @FXML private VBox sections;
  @FXML private VBox foot;
  @FXML private Label title;
  @FXML private Label subtitle;
  @FXML private Pill badge;
  @FXML private Pill status;
  @FXML private HBox actions;
  @FXML private Button paletteKey;
  @FXML private StackPane content;
  @FXML private StackPane layers;
  @FXML private Label freshness;
  @FXML private Label task;
  @FXML private Label money;

  /**
   * Loads the frame and shows the navigator's screen in it, now and as it changes.
   *
   * @param palette opens the command palette
   */
  public ShellView(ShellViewModel model, ScreenSource screens, Fxml fxml, Runnable palette) {
    this.model = model;
    this.screens = screens;
    this.fxml = fxml;
    this.root = fxml.load(this);
    for (Section section : Section.values()) {
      boolean atFoot = section == Section.TASKS || section == Section.HELP;
      (atFoot ? foot : sections).getChildren().add(entry(section));
    }
    layers.getChildren().add(overlay);
    task.textProperty().bind(model.taskLineProperty());
    money.managedProperty().bind(money.textProperty().isNotEmpty());
    task.setOnMouseClicked(event -> model.open(Section.TASKS));
    paletteKey.setOnAction(event -> palette.run());
    root.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    accelerators(palette);
  }

  /** Shows the navigator's screen, now and as it changes. */
  public void start() {
    model.navigator().currentProperty().addListener((property, before, now) -> show(now));
    show(model.navigator().current());
  }

  private void accelerators(Runnable palette) {
    root.sceneProperty()
        .addListener(
            (property, before, scene) -> {
              if (scene != null) {
                scene
                    .getAccelerators()
                    .put(new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN), palette);
                scene
                    .getAccelerators()
                    .put(new KeyCodeCombination(KeyCode.F1), () -> model.open(Section.HELP));
              }
            });
  }

  private Button entry(Section section) {
    String name =
        fxml.messages().text("shell.section." + section.name().toLowerCase(java.util.Locale.ROOT));
    Label text = new Label(name);
    Label badge = new Label();
    badge.getStyleClass().add("rail-badge");
    badge.textProperty().bind(model.badge(section));
    if (section == Section.HELP) {
      model.badge(section).set("F1");
    }
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox row = new HBox(icon(section).node(), text, gap, badge);
    row.getStyleClass().add("rail-row");
    Button button = new Button();
    button.setId("rail-" + section.name().toLowerCase(java.util.Locale.ROOT));
    button.setGraphic(row);
    button.getStyleClass().add("rail-entry");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setAccessibleText(name);
    button.setOnAction(event -> model.open(section));
    entries.put(section, button);
    return button;
  }

  private static Icon icon(Section section) {
    return switch (section) {
      case ENVIRONMENTS -> Icon.ENVIRONMENTS;
      case TRANSCRIBE -> Icon.TRANSCRIBE;
      case HISTORY -> Icon.HISTORY;
      case SETTINGS -> Icon.SETTINGS;
      case TASKS -> Icon.TASKS;
      case HELP -> Icon.HELP;
    };
  }

  private void show(Screen screen) {
    ScreenView next = screens.view(screen);
    Optional.ofNullable(shown).ifPresent(ScreenView::hidden);
    shown = next;
    content.getChildren().setAll(next.root());
    title.textProperty().bind(next.title());
    subtitle.textProperty().bind(next.subtitle().map(text -> text.isEmpty() ? "" : "· " + text));
    followed.unsubscribe();
    followed = next.status().subscribe(status::show).and(next.badge().subscribe(badge::show));
    actions.getChildren().setAll(next.actions());
    freshness.textProperty().bind(next.freshness());
    money.textProperty().bind(next.money());
    entries.forEach(
        (section, button) -> button.pseudoClassStateChanged(SELECTED, section == screen.section()));
    next.shown();
  }

  private void onKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && escape()) {
      event.consume();
    }
  }

  private boolean escape() {
    return overlay.closeLast() || (shown != null && shown.escape());
  }

  /** The whole frame. */
  public Parent root() {
    return root;
  }

  /** Lays something over the content, below what {@link #overlay()} shows. */
  public void lay(Parent layer) {
    layers.getChildren().add(layers.getChildren().indexOf(overlay), layer);
  }

  /** The buttons that the shown screen has in the header and that can be pressed now. */
  public List<Button> shownActions() {
    return actions.getChildren().stream()
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .filter(button -> button.isVisible() && !button.isDisabled())
        .toList();
  }

  /** What lies over the content for a moment. */
  public Overlay overlay() {
    return overlay;
  }
}
