package stentor.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stentor.app.async.Ending;
import stentor.app.async.TaskRunner;
import stentor.app.testing.Answers;
import stentor.app.testing.FilesDouble;
import stentor.app.testing.ManualLater;
import stentor.app.text.Messages;
import stentor.control.master.Answer;
import stentor.speech.problem.Problem;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class ExportsTest {

  private static final Answer ANSWER = Answers.of("Printing is 活字", "en", 4);

  private final FilesDouble files = new FilesDouble();
  private final TaskRunner tasks =
      new TaskRunner(Runnable::run, Runnable::run, Clock.systemUTC(), new ManualLater());
  private final Exports exports = new Exports(files, tasks, new Messages());
  private final List<Exported> done = new ArrayList<>();
  private final List<Problem> failed = new ArrayList<>();

  @TempDir private Path folder;

  private Ending<Exported> ending() {
    return Ending.of(done::add, failed::add);
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void every_format_has_a_name_and_gives_a_file_with_the_words(ExportFormat format)
      throws Exception {
    Path file = folder.resolve("lecture." + format.extension());
    files.saved = Optional.of(file);

    exports.one(Exportable.of("lecture.wav", ANSWER), format, ending());

    assertThat(done).containsExactly(new Exported(file, 1));
    assertThat(Files.readString(file)).contains("Printing", "活字").endsWith("\n");
    assertThat(exports.name(format)).isNotEmpty();
    assertThat(exports.said(done.getFirst())).contains(file.toString());
  }

  @Test
  void who_chooses_no_file_exports_nothing() {
    exports.one(Exportable.of("lecture.wav", ANSWER), ExportFormat.TEXT, ending());
    exports.many(List.of(Exportable.of("lecture.wav", ANSWER)), ExportFormat.TEXT, ending());

    assertThat(done).isEmpty();
    assertThat(tasks.visible()).isEmpty();
    assertThat(files.asked).hasSize(2);
  }

  @Test
  void many_have_names_of_their_own_and_replace_nothing_that_is_there() throws Exception {
    Files.writeString(folder.resolve("A.srt"), "mine");
    files.folder = Optional.of(folder);

    exports.many(
        List.of(
            Exportable.of("a.wav", ANSWER),
            Exportable.of("A.WAV", ANSWER),
            Exportable.of("x/../y:z.wav", ANSWER)),
        ExportFormat.SRT,
        ending());

    assertThat(done).containsExactly(new Exported(folder, 3));
    assertThat(folder.resolve("A.srt")).hasContent("mine");
    try (var all = Files.list(folder)) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .hasSize(4)
          .contains("A (2).srt", "x_.._y_z.srt");
    }
  }

  @Test
  void a_folder_that_is_gone_is_told_as_a_problem() {
    files.folder = Optional.of(folder.resolve("gone"));

    exports.many(List.of(Exportable.of("a.wav", ANSWER)), ExportFormat.TEXT, ending());

    assertThat(failed).hasSize(1);
    assertThat(failed.getFirst().code()).isEqualTo("unwritable_file");
  }
}
