package stentor.cli.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import stentor.cli.terminal.Screen;
import stentor.cli.terminal.Table;
import stentor.cli.terminal.Table.Column;
import stentor.control.library.CalibrationReport;
import stentor.control.library.CalibrationReport.LanguageRow;
import stentor.control.library.CalibrationReport.ModelReport;
import stentor.control.library.CalibrationReport.Quality;
import stentor.control.library.CalibrationReport.Together;
import stentor.control.library.CalibrationReport.TogetherRow;

/** What came of a calibration, for people. */
final class CalibrationText {

  private static final int COLUMNS_OF_NO_SCREEN = 100;
  private static final int PERCENT = 100;

  private final int width;

  CalibrationText(Optional<Screen> screen) {
    this.width = screen.map(each -> each.size().columns()).orElse(COLUMNS_OF_NO_SCREEN);
  }

  List<String> lines(CalibrationReport report) {
    List<String> lines = new ArrayList<>();
    for (ModelReport model : report.models()) {
      lines.add(
          "%s %s (%s), calibrated by %d recordings of its language and %d others"
              .formatted(
                  model.id(),
                  model.version(),
                  String.join(", ", model.languages()),
                  model.own(),
                  model.other()));
      lines.addAll(table(model));
      lines.add(quality(model.before(), model.after()));
      lines.add("");
    }
    report.together().ifPresent(together -> lines.addAll(lines(together)));
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  private List<String> table(ModelReport model) {
    Table table =
        new Table(
            List.of(
                Column.of("SPOKEN"),
                Column.ofNumbers("HELD BACK"),
                Column.ofNumbers("TAKEN AS OWN, BEFORE"),
                Column.ofNumbers("NOW"),
                Column.of("SCORES NOW")));
    for (LanguageRow row : model.heldOut()) {
      table.add(
          List.of(
              row.own() ? row.language() + " (own)" : row.language(),
              Integer.toString(row.recordings()),
              Integer.toString(row.takenAsOwnBefore()),
              Integer.toString(row.takenAsOwn()),
              String.format(Locale.ROOT, "%.2f to %.2f", row.lowest(), row.highest())));
    }
    return table.lines(width);
  }

  private List<String> lines(Together together) {
    List<String> lines = new ArrayList<>(List.of("All together"));
    Table table =
        new Table(
            List.of(
                Column.of("SPOKEN"),
                Column.ofNumbers("HELD BACK"),
                Column.of("TAKEN FOR, BEFORE"),
                Column.of("NOW")));
    for (TogetherRow row : together.rows()) {
      table.add(
          List.of(
              row.language(),
              Integer.toString(row.recordings()),
              taken(row.takenForBefore()),
              taken(row.takenFor())));
    }
    lines.addAll(table.lines(width));
    lines.add(quality(together.before(), together.after()));
    return lines;
  }

  private static String taken(Map<String, Integer> counts) {
    return new TreeMap<>(counts)
        .entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
  }

  private static String quality(Quality before, Quality after) {
    return "Right: %s before, %s now; smallest margin: %s before, %s now"
        .formatted(
            percent(before.accuracy()),
            percent(after.accuracy()),
            margin(before.margin()),
            margin(after.margin()));
  }

  private static String percent(OptionalDouble part) {
    return part.isPresent()
        ? String.format(Locale.ROOT, "%.1f %%", PERCENT * part.getAsDouble())
        : "not known";
  }

  private static String margin(OptionalDouble margin) {
    return margin.isPresent()
        ? String.format(Locale.ROOT, "%.2f", margin.getAsDouble())
        : "not known";
  }
}
