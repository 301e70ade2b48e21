package stentor.cli.terminal;

import java.util.function.Supplier;

/**
 * A terminal that a person looks at, on which lines may be rewritten.
 *
 * @param looked looks how large it is now, which may take some milliseconds
 * @param colour whether it may be coloured
 */
public record Screen(Supplier<Size> looked, boolean colour) {

  /**
   * How large a screen is.
   *
   * @param columns characters of a line, at least 1
   * @param rows lines, at least 1
   */
  public record Size(int columns, int rows) {

    /** What a terminal has that does not tell: the size of the DEC VT100. */
    public static final Size UNTOLD = new Size(80, 24);

    /** Checks the size. */
    public Size {
      if (columns < 1 || rows < 1) {
        throw new IllegalArgumentException("No screen has " + columns + " x " + rows);
      }
    }
  }

  /** How large it is now: a person may change that at any time. */
  public Size size() {
    return looked.get();
  }
}
