package stentor.cli.terminal;

import java.io.PrintWriter;
import java.util.List;

/**
 * The last lines of a screen, which are written anew again and again. Each drawing is one write,
 * and no line is erased before it is written, so that nothing flickers. Uses what every terminal of
 * the VT100 family has (ECMA-48: CUU, EL, ED) and switches its wrapping of lines off while a line
 * is written (DECAWM): a screen that was made narrower in the meantime cuts lines and is not filled
 * with their rests. Not safe for threads: its owner writes nothing else at the same time.
 */
public final class LiveRegion {

  private static final String ERASE_RIGHT = "\u001b[K";
  private static final String ERASE_BELOW = "\u001b[J";
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final PrintWriter writer;
  private int drawn;

  /** A region with no lines yet. */
  public LiveRegion(PrintWriter writer) {
    this.writer = writer;
  }

  /** Shows these lines in place of those that it shows. */
  public void draw(List<String> lines) {
    StringBuilder frame = new StringBuilder(top());
    frame.append(NO_WRAP);
    for (String line : lines) {
      frame.append(line).append(ERASE_RIGHT).append("\r\n");
    }
    frame.append(ERASE_BELOW).append(WRAP);
    writer.print(frame);
    writer.flush();
    drawn = lines.size();
  }

  /** Shows nothing any more, so that something else can be written in its place. */
  public void clear() {
    if (drawn > 0) {
      writer.print(top() + ERASE_BELOW);
      writer.flush();
      drawn = 0;
    }
  }

  /** Leaves what it shows where it is; the next drawing begins below it. */
  public void leave() {
    drawn = 0;
  }

  private String top() {
    return (drawn > 0 ? "\u001b[" + drawn + "A" : "") + "\r";
  }
}
