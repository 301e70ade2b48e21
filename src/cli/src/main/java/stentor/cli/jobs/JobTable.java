package stentor.cli.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.cli.terminal.Screen;
import stentor.cli.terminal.Table;
import stentor.cli.terminal.Table.Column;
import stentor.control.HumanDuration;
import stentor.protocol.gateway.JobDocument;

/**
 * Jobs below one another. On a screen times are relative, texts end with the line, and a narrow one
 * leaves out what is told by {@code show}; elsewhere nothing depends on who looks.
 */
final class JobTable {

  /** Without model, language and time taken there is room for some words at 80 columns. */
  private static final int WIDE = 110;

  private static final int COLUMNS_OF_NO_SCREEN = 200;

  private final Instant now;
  private final Optional<Screen.Size> screen;

  /**
   * A table.
   *
   * @param screen the screen it is for; absent: it is for a file or a program
   */
  JobTable(Instant now, Optional<Screen.Size> screen) {
    this.now = now;
    this.screen = screen;
  }

  /** The lines of these jobs, headings first. */
  List<String> lines(List<JobDocument> jobs) {
    int width = screen.map(Screen.Size::columns).orElse(COLUMNS_OF_NO_SCREEN);
    boolean wide = width >= WIDE;
    Table table = new Table(columns(wide));
    jobs.forEach(job -> table.add(row(job, wide)));
    return table.lines(width);
  }

  private static List<Column> columns(boolean wide) {
    List<Column> columns = new ArrayList<>(List.of(Column.of("ID"), Column.of("STATUS")));
    if (wide) {
      columns.addAll(List.of(Column.of("MODEL"), Column.of("LANGUAGE")));
    }
    columns.add(Column.of("CREATED"));
    if (wide) {
      columns.add(Column.ofNumbers("TOOK"));
    }
    columns.add(Column.of("TEXT"));
    return columns;
  }

  private List<String> row(JobDocument job, boolean wide) {
    List<String> row = new ArrayList<>(List.of(job.id().toString(), job.status().word()));
    if (wide) {
      row.addAll(List.of(job.model().orElse(""), job.language().orElse("")));
    }
    row.add(created(job));
    if (wide) {
      row.add(
          job.finishedAt()
              .map(end -> HumanDuration.said(JobText.between(job.createdAt(), end)))
              .orElse(""));
    }
    row.add(
        job.error().map(error -> error.code() + ": " + error.message()).or(job::text).orElse(""));
    return row;
  }

  private String created(JobDocument job) {
    if (screen.isEmpty()) {
      return JobText.toSeconds(job.createdAt()).toString();
    }
    return HumanDuration.roughly(JobText.between(job.createdAt(), now)) + " ago";
  }
}
