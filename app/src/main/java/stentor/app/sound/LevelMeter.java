package stentor.app.sound;

import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import stentor.app.text.Messages;

/** How loud a microphone is: a bar, the level in dBFS, and a word. Used on the window's thread. */
public final class LevelMeter extends HBox {

  private static final double LOWEST = -60;
  private static final double GAP = 8;

  private final Messages messages;
  private final LoudnessWatch watch = new LoudnessWatch();
  private final Region bar = new Region();
  private final StackPane track = new StackPane(bar);
  private final Label words = new Label();
  private double part;

  /** One that shows silence. */
  public LevelMeter(Messages messages) {
    this.messages = messages;
    getStyleClass().add("level-meter");
    setAlignment(Pos.CENTER_LEFT);
    setSpacing(GAP);
    setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
    track.getStyleClass().add("level-track");
    track.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("level-bar");
    bar.setMinWidth(0);
    words.getStyleClass().add("level-words");
    words.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(track, Priority.ALWAYS);
    track.widthProperty().addListener((property, before, now) -> resizeBar());
    getChildren().addAll(track, words);
    show(Level.SILENT);
  }

  /** Shows this level from now on, as it changes. */
  public void follow(ObservableValue<Level> level) {
    level.addListener((property, before, now) -> show(now));
    show(level.getValue());
  }

  private void show(Level level) {
    if (level.equals(Level.SILENT)) {
      watch.begin();
    }
    Loudness loudness = watch.with(level);
    part = Math.clamp(1 - level.decibels() / LOWEST, 0, 1);
    resizeBar();
    for (Loudness one : Loudness.values()) {
      String name = one.name().toLowerCase(Locale.ROOT).replace('_', '-');
      bar.pseudoClassStateChanged(PseudoClass.getPseudoClass(name), one == loudness);
    }
    String word =
        switch (loudness) {
          case TOO_QUIET -> messages.text("sound.level.quiet");
          case GOOD -> messages.text("sound.level.good");
          case TOO_LOUD -> messages.text("sound.level.loud");
        };
    words.setText(messages.text("sound.level", Math.round(level.decibels()), word));
    setAccessibleText(word);
  }

  private void resizeBar() {
    bar.setMaxWidth(part * track.getWidth());
    bar.setPrefWidth(part * track.getWidth());
  }
}
