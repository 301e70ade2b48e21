package stentor.app.look;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The icons of the app, by what they mean. */
public enum Icon {
  /** Environments. */
  ENVIRONMENTS(Feather.SERVER),
  /** The transcribe panel. */
  TRANSCRIBE(Feather.MIC),
  /** What was transcribed. */
  HISTORY(Feather.CLOCK),
  /** Choices. */
  SETTINGS(Feather.SLIDERS),
  /** Long actions. */
  TASKS(Feather.LIST),
  /** Help. */
  HELP(Feather.HELP_CIRCLE),
  /** To look for something. */
  SEARCH(Feather.SEARCH),
  /** Done, as it should be. */
  DONE(Feather.CHECK),
  /** Something is wrong. */
  PROBLEM(Feather.ALERT_TRIANGLE),
  /** To close or clear something. */
  CLOSE(Feather.X),
  /** To play. */
  PLAY(Feather.PLAY),
  /** To pause. */
  PAUSE(Feather.PAUSE),
  /** To record. */
  RECORD(Feather.MIC),
  /** To stop recording. */
  STOP(Feather.SQUARE),
  /** Something that can be dropped here. */
  DROP(Feather.UPLOAD),
  /** Something opens below. */
  MORE(Feather.CHEVRON_DOWN),
  /** Closer. */
  ZOOM_IN(Feather.ZOOM_IN),
  /** Farther. */
  ZOOM_OUT(Feather.ZOOM_OUT),
  /** Again. */
  AGAIN(Feather.ROTATE_CW),
  /** A file. */
  FILE(Feather.FILE_TEXT),
  /** A folder. */
  FOLDER(Feather.FOLDER);

  private final Feather glyph;

  Icon(Feather glyph) {
    this.glyph = glyph;
  }

  /** A new node that shows it, in the colour of the text around it. */
  public FontIcon node() {
    FontIcon icon = new FontIcon(glyph);
    icon.getStyleClass().add("icon");
    return icon;
  }
}
