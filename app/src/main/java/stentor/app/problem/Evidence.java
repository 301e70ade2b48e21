package stentor.app.problem;

import javafx.scene.control.TextArea;

/** Text that can be selected and copied, as high as it is long up to a limit. */
final class Evidence extends TextArea {

  private static final int LETTERS_IN_ROW = 68;
  private static final int MOST_ROWS = 8;

  Evidence(String id, String text, String name) {
    super(text);
    setId(id);
    getStyleClass().add("evidence");
    setEditable(false);
    setWrapText(true);
    setAccessibleText(name + ": " + text);
    setPrefRowCount(rows(text));
    setMinHeight(USE_PREF_SIZE);
  }

  private static int rows(String text) {
    int rows =
        text.lines().mapToInt(line -> 1 + Math.max(0, line.length() - 1) / LETTERS_IN_ROW).sum();
    return Math.clamp(rows, 1, MOST_ROWS);
  }
}
