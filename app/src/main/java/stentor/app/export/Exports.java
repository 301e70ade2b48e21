package stentor.app.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import stentor.app.async.Ending;
import stentor.app.async.TaskReport;
import stentor.app.async.TaskRunner;
import stentor.app.desktop.FileChoice;
import stentor.app.text.Messages;
import stentor.control.problem.ControlException;
import stentor.control.problem.RequestProblem;
import stentor.protocol.file.DurableFiles;
import stentor.protocol.file.IoReason;

/**
 * Writes transcripts where a person chooses. Each file is there whole or not at all. Used on the
 * window's thread; the writing is a task.
 */
public final class Exports {

  private static final String NOT_IN_NAMES = "[\\\\/:*?\"<>|\\p{Cntrl}]";

  private final FileChoice choice;
  private final TaskRunner tasks;
  private final Messages messages;

  /** Exports that ask with this choice. */
  public Exports(FileChoice choice, TaskRunner tasks, Messages messages) {
    this.choice = choice;
    this.tasks = tasks;
    this.messages = messages;
  }

  /** What a person calls a format. */
  public String name(ExportFormat format) {
    return switch (format) {
      case TEXT -> messages.text("export.format.text");
      case SRT -> messages.text("export.format.srt");
      case VTT -> messages.text("export.format.vtt");
      case JSON -> messages.text("export.format.json");
      case VERBOSE_JSON -> messages.text("export.format.verbose_json");
      case CTM -> messages.text("export.format.ctm");
      case STM -> messages.text("export.format.stm");
      case TEXTGRID -> messages.text("export.format.textgrid");
    };
  }

  /** What to say of an export that is done: how much of it lies where. */
  public String said(Exported done) {
    return done.files() == 1
        ? messages.text("export.done.one", done.place())
        : messages.text("export.done.many", done.files(), done.place());
  }

  /**
   * Exports one transcript into a file that a person chooses; does nothing if they choose none.
   *
   * @param ending what happens once it is written
   */
  public void one(Exportable transcript, ExportFormat format, Ending<Exported> ending) {
    Optional<Path> chosen =
        choice.save(
            messages.text("export.choose", transcript.name()),
            fileName(transcript, format),
            List.of(new FileChoice.Kind(name(format), List.of(format.extension()))));
    chosen.ifPresent(
        file ->
            tasks.start(
                messages.text("export.task", transcript.name()),
                report -> {
                  write(transcript, format, file);
                  return new Exported(file, 1);
                },
                ending));
  }

  /**
   * Exports each of these into a file of its own in a folder that a person chooses; does nothing if
   * they choose none. No file that is there is replaced.
   *
   * @param ending what happens once they are written
   */
  public void many(List<Exportable> transcripts, ExportFormat format, Ending<Exported> ending) {
    if (transcripts.isEmpty()) {
      return;
    }
    List<Exportable> all = List.copyOf(transcripts);
    Optional<Path> chosen = choice.folder(messages.text("export.choose.folder", all.size()));
    chosen.ifPresent(
        folder ->
            tasks.start(
                messages.text("export.task.many", all.size()),
                report -> write(all, format, folder, report),
                ending));
  }

  private static Exported write(
      List<Exportable> all, ExportFormat format, Path folder, TaskReport report)
      throws InterruptedException {
    Set<String> taken = new HashSet<>();
    int written = 0;
    for (Exportable transcript : all) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Path file = unique(folder, fileName(transcript, format), taken);
      write(transcript, format, file);
      report.note(file.toString());
      written++;
      report.progress(written, all.size());
    }
    return new Exported(folder, written);
  }

  /** A name is taken whatever its case: many a disk does not tell cases apart. */
  private static Path unique(Path folder, String name, Set<String> taken) {
    int dot = name.lastIndexOf('.');
    String candidate = name;
    for (int number = 2;
        taken.contains(candidate.toLowerCase(Locale.ROOT))
            || Files.exists(folder.resolve(candidate));
        number++) {
      candidate = name.substring(0, dot) + " (" + number + ")" + name.substring(dot);
    }
    taken.add(candidate.toLowerCase(Locale.ROOT));
    return folder.resolve(candidate);
  }

  private static String fileName(Exportable transcript, ExportFormat format) {
    return transcript.stem().replaceAll(NOT_IN_NAMES, "_") + "." + format.extension();
  }

  private static void write(Exportable transcript, ExportFormat format, Path file) {
    String text = format.write(transcript.source().read(), transcript.stem());
    try {
      DurableFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException unwritable) {
      throw new ControlException(
          new RequestProblem.UnwritableFile(file, IoReason.of(unwritable)), unwritable);
    }
  }
}
