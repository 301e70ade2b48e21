package stentor.app.chart;

/** A colour of a drawing, by what is drawn in it. Its value comes from the theme. */
public enum Ink {
  /** The first series, and what goes on. */
  FIRST,
  /** The second series. */
  SECOND,
  /** What all else waits for. */
  CRITICAL,
  /** What is done or as it should be. */
  GOOD,
  /** What failed. */
  BAD,
  /** What is not yet reached. */
  REST,
  /** Lines to compare with. */
  GRID,
  /** Labels of axes. */
  WORDS,
  /** What is read. */
  TEXT,
  /** The ground of what is pointed out. */
  MARK,
  /** What lies below. */
  GROUND;

  /** The CSS property that sets it: {@code -drawing-first}. */
  String property() {
    return "-drawing-" + name().toLowerCase(java.util.Locale.ROOT);
  }
}
