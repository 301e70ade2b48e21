package stentor.app.overview;

import stentor.app.navigation.ScreenView.Mood;

/**
 * A number that matters, as it is shown.
 *
 * @param value the number with its unit
 * @param caption what it is
 * @param mood how it is to be taken
 */
record FigureText(String value, String caption, Mood mood) {

  /** One that is neither good nor bad. */
  static FigureText plain(String value, String caption) {
    return new FigureText(value, caption, Mood.NEUTRAL);
  }
}
