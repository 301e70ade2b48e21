package stentor.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows below headings. Columns are as wide as what stands in them; the last one takes what is left
 * of the line, and what does not fit is cut.
 */
public final class Table {

  private static final String GAP = "  ";
  private static final int LEAST_OF_LAST = 8;

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * One column.
   *
   * @param heading what stands above it
   * @param numbers whether its values stand at its right side
   */
  public record Column(String heading, boolean numbers) {

    /** A column of words. */
    public static Column of(String heading) {
      return new Column(heading, false);
    }

    /** A column of numbers. */
    public static Column ofNumbers(String heading) {
      return new Column(heading, true);
    }
  }

  /** An empty table. */
  public Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Adds a row: a value for each column, on one line each. */
  public void add(List<String> values) {
    if (values.size() != columns.size()) {
      throw new IllegalArgumentException(values.size() + " values, " + columns.size() + " columns");
    }
    rows.add(values.stream().map(ScreenText::line).toList());
  }

  /**
   * Its lines, headings first.
   *
   * @param width columns of the screen
   */
  public List<String> lines(int width) {
    List<Integer> widths = IntStream.range(0, columns.size()).mapToObj(this::widthOf).toList();
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::heading).toList(), widths, width));
    rows.forEach(row -> lines.add(line(row, widths, width)));
    return lines;
  }

  private int widthOf(int column) {
    return Math.max(
        ScreenText.width(columns.get(column).heading()),
        rows.stream().mapToInt(row -> ScreenText.width(row.get(column))).max().orElse(0));
  }

  private String line(List<String> values, List<Integer> widths, int width) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < values.size(); column++) {
      String value = values.get(column);
      if (column == values.size() - 1) {
        value =
            ScreenText.cut(
                value, Math.max(LEAST_OF_LAST, width - ScreenText.width(line.toString())));
      }
      line.append(
          columns.get(column).numbers()
              ? ScreenText.aligned(value, widths.get(column))
              : ScreenText.padded(value, widths.get(column)));
      line.append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
