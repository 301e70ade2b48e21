package stentor.cli.terminal;

import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A screen in memory: understands the control sequences that Stentor uses, refuses all others, and
 * scrolls like one of so many rows: what has left it above cannot be written any more.
 */
public final class ScreenDouble extends Writer {

  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[(\\??\\d*)([A-Za-z])");

  private final int columns;
  private final int rows;
  private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
  private int row;
  private int column;
  private boolean wraps = true;

  /** Everything that was written, as it was. */
  public final StringBuilder written = new StringBuilder();

  public ScreenDouble(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /** All lines that ever stood on it, without colours, without the last one where it is empty. */
  public List<String> lines() {
    List<String> text =
        new ArrayList<>(lines.stream().map(line -> line.toString().stripTrailing()).toList());
    if (text.getLast().isEmpty()) {
      text.removeLast();
    }
    return text;
  }

  @Override
  public void write(char[] letters, int offset, int length) {
    String text = new String(letters, offset, length);
    written.append(text);
    Matcher sequence = SEQUENCE.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == '\u001b') {
        if (!sequence.find(at) || sequence.start() != at) {
          throw new IllegalStateException("An unknown sequence in: " + text);
        }
        obey(sequence.group(1), sequence.group(2).charAt(0));
        at = sequence.end();
      } else {
        put(text.charAt(at));
        at++;
      }
    }
  }

  private void obey(String parameter, char command) {
    switch (command) {
      case 'A' -> {
        int top = Math.max(0, lines.size() - rows);
        row = Math.max(top, row - Integer.parseInt(parameter));
      }
      case 'K' -> lines.get(row).setLength(Math.min(column, lines.get(row).length()));
      case 'J' -> {
        lines.get(row).setLength(Math.min(column, lines.get(row).length()));
        while (lines.size() > row + 1) {
          lines.removeLast();
        }
      }
      case 'l', 'h' -> {
        if (!parameter.equals("?7")) {
          throw new IllegalStateException("An unknown mode: " + parameter);
        }
        wraps = command == 'h';
      }
      case 'm' -> {}
      default -> throw new IllegalStateException("An unknown command: " + command);
    }
  }

  private void put(char letter) {
    switch (letter) {
      case '\r' -> column = 0;
      case '\n' -> {
        // A terminal's driver makes a carriage return of it too (POSIX: ONLCR).
        column = 0;
        row++;
        if (row == lines.size()) {
          lines.add(new StringBuilder());
        }
      }
      default -> {
        if (column >= columns && !wraps) {
          return;
        }
        StringBuilder line = lines.get(row);
        line.setLength(Math.max(line.length(), column));
        line.replace(column, Math.min(line.length(), column + 1), String.valueOf(letter));
        column++;
      }
    }
  }

  @Override
  public void flush() {
    // Everything is there at once.
  }

  @Override
  public void close() {
    // Nothing is kept open.
  }
}
