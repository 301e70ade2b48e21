package stentor.app.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.async.TaskState;
import stentor.protocol.environment.EnvironmentName;

/** The panel without a window: its thread is one of the test's. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class TranscribeViewModelTest {

  private static final TranscribeProblem.JobFailed NO_AUDIO =
      new TranscribeProblem.JobFailed("invalid_audio", "This is no audio.");

  @TempDir private Path folder;
  private final ExecutorService window = Executors.newSingleThreadExecutor();
  private Panel panel;

  @BeforeEach
  void open() {
    panel = new Panel(window::execute, folder);
  }

  @AfterEach
  void close() {
    panel.close();
    window.shutdownNow();
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "audio");
  }

  private void add(Path... files) {
    panel.run(() -> panel.model.add(List.of(files)));
  }

  private boolean isDone(String name) {
    return panel.row(name).state() instanceof RecordingState.Done;
  }

  private TranscribeViewModel.Counts counts() {
    return panel.on(() -> panel.model.countsProperty().get());
  }

  @Test
  void one_file_becomes_the_transcript_that_is_shown_and_is_kept() throws Exception {
    add(file("a.wav"));

    panel.until(() -> panel.transcript.shownProperty().get().isPresent());
    assertThat(panel.on(panel.transcript::text)).isEqualTo("hello there wood blocks");
    assertThat(panel.kept).hasSize(1);
    assertThat(panel.on(() -> panel.model.freshnessProperty().get())).isEqualTo("Everything saved");
    assertThat(panel.on(() -> panel.tasks.visible().getFirst().title()))
        .isEqualTo("Transcribe a.wav");
    panel.until(() -> panel.tasks.visible().getFirst().state() instanceof TaskState.Succeeded);
  }

  @Test
  void a_folder_is_searched_and_what_is_no_recording_passed_over_and_told() throws Exception {
    file("talks/2.wav");
    file("talks/1.WAV");
    file("talks/deep/er/3.wave");
    file("talks/4.Mp3");
    file("talks/5.m4a");
    file("talks/notes.pdf");
    file("talks/.hidden");

    add(folder.resolve("talks"));

    panel.until(() -> counts().done() == 5);
    assertThat(panel.on(() -> panel.model.rows().stream().map(RecordingRow::name).toList()))
        .containsExactly("1.WAV", "2.wav", "4.Mp3", "5.m4a", "3.wave");
    assertThat(panel.on(() -> panel.model.toldProperty().get()))
        .isEqualTo("1 file was passed over: it is no recording.");
  }

  @Test
  void where_there_is_nothing_to_transcribe_that_is_said() throws Exception {
    file("papers/a.pdf");

    add(folder.resolve("papers"), folder.resolve("gone.wav"));

    panel.until(() -> !panel.model.toldProperty().get().isEmpty());
    assertThat(panel.on(() -> panel.model.toldProperty().get()))
        .contains("There is no recording", "1 file was passed over", "gone.wav is not there.");
    assertThat(panel.on(() -> panel.model.rows().size())).isZero();
  }

  @Test
  void paths_that_were_copied_are_taken_and_other_words_are_not() throws Exception {
    Path one = file("a file.wav");
    panel.run(() -> panel.model.addPasted("\"" + one + "\"\n" + one.toUri()));
    panel.until(() -> counts().done() == 1);

    panel.run(() -> panel.model.addPasted("just words"));

    assertThat(panel.on(() -> panel.model.toldProperty().get())).contains("neither a file nor");
  }

  @Test
  void four_are_on_their_way_at_a_time_and_the_others_wait() throws Exception {
    Path[] files = new Path[7];
    for (int index = 0; index < files.length; index++) {
      files[index] = file(index + ".wav");
      panel.hold(index + ".wav", new RecordingState.Recognising(3, 12));
    }

    add(files);

    panel.until(() -> panel.asked.size() == 4);
    panel.until(() -> panel.row("3.wav").state().equals(new RecordingState.Recognising(3, 12)));
    assertThat(panel.row("4.wav").state()).isEqualTo(new RecordingState.Waiting());
    assertThat(counts().under()).isEqualTo(7);

    panel.release("1.wav");

    panel.until(() -> panel.asked.size() == 5);
    assertThat(panel.on(() -> panel.model.summaryProperty().get())).isEqualTo("1 of 7 done");
  }

  @Test
  void what_failed_says_why_and_all_of_it_can_be_tried_again() throws Exception {
    panel.failures.put("b.wav", NO_AUDIO);
    add(file("a.wav"), file("b.wav"));
    panel.until(() -> counts().failed() == 1 && counts().under() == 0);

    assertThat(panel.row("b.wav").problem()).contains(NO_AUDIO);
    assertThat(panel.on(() -> panel.model.summaryProperty().get()))
        .isEqualTo("1 of 2 done, 1 failed");
    panel.until(() -> panel.tasks.visible().getFirst().state() instanceof TaskState.Succeeded);

    panel.failures.clear();
    panel.run(panel.model::retryFailed);

    panel.until(() -> counts().done() == 2);
    assertThat(panel.asked).hasSize(3);
  }

  @Test
  void where_all_failed_the_task_has_failed() throws Exception {
    panel.failures.put("b.wav", NO_AUDIO);
    add(file("b.wav"));

    panel.until(
        () ->
            panel.tasks.visible().size() == 1
                && panel.tasks.visible().getFirst().state()
                    instanceof TaskState.Failed(var at, var problem)
                && problem.equals(NO_AUDIO));
  }

  @Test
  void one_can_be_cancelled_alone_whether_it_waits_or_is_on_its_way() throws Exception {
    for (int index = 0; index < 5; index++) {
      panel.hold(index + ".wav", new RecordingState.Queued());
    }
    add(file("0.wav"), file("1.wav"), file("2.wav"), file("3.wav"), file("4.wav"), file("5.wav"));
    panel.until(() -> panel.asked.size() == 4);

    panel.run(() -> panel.model.cancel(panel.model.rows().get(4)));
    panel.run(() -> panel.model.cancel(panel.model.rows().get(1)));

    panel.until(() -> panel.row("1.wav").state() instanceof RecordingState.Cancelled);
    assertThat(panel.row("4.wav").state()).isInstanceOf(RecordingState.Cancelled.class);
    panel.until(() -> isDone("5.wav"));

    panel.run(() -> panel.model.retry(panel.model.rows().get(1)));
    panel.release("1.wav");
    panel.until(() -> isDone("1.wav"));
  }

  @Test
  void cancelling_the_task_cancels_all_recordings() throws Exception {
    for (int index = 0; index < 6; index++) {
      panel.hold(index + ".wav", new RecordingState.Queued());
    }
    add(file("0.wav"), file("1.wav"), file("2.wav"), file("3.wav"), file("4.wav"), file("5.wav"));
    panel.until(() -> panel.asked.size() == 4);

    panel.run(() -> panel.tasks.visible().getFirst().cancel());

    panel.until(
        () ->
            panel.model.rows().stream()
                .allMatch(row -> row.state() instanceof RecordingState.Cancelled));
    assertThat(counts().under()).isZero();
  }

  @Test
  void while_its_environment_is_started_a_recording_says_so() throws Exception {
    panel.hold("a.wav", new RecordingState.Starting("Fetch the model", 12_000_000, 22_000_000));
    add(file("a.wav"));
    panel.until(
        () ->
            panel.model.rows().size() == 1
                && panel.model.rows().getFirst().state().fraction() > 0.5);

    assertThat(new StateWords(panel.messages).of(panel.row("a.wav").state()))
        .isEqualTo("Starting on this computer: fetch the model, 12 MB of 22 MB");
  }

  @Test
  void a_table_of_references_scores_every_recording_by_its_name() throws Exception {
    add(file("a.wav"), file("b.wav"));
    panel.until(() -> counts().done() == 2);
    Path table =
        Files.writeString(
            folder.resolve("transcripts.tsv"),
            "a.wav\thello there wood blocks\nb\thello wood block\n");

    add(table);

    panel.until(() -> panel.row("b.wav").scoreProperty().get().isPresent());
    panel.until(() -> panel.row("a.wav").scoreProperty().get().isPresent());
    assertThat(panel.row("a.wav").scoreProperty().get().orElseThrow().words().errors()).isZero();
    assertThat(panel.row("b.wav").scoreProperty().get().orElseThrow().words().errors())
        .isEqualTo(2);
    assertThat(panel.rates).hasSizeGreaterThanOrEqualTo(2);
    assertThat(panel.on(() -> panel.model.toldProperty().get()))
        .startsWith("There are references for 2 recordings");
  }

  @Test
  void recordings_go_to_the_environment_that_serves_unless_a_person_chose() throws Exception {
    panel.platform.up("asr-lab");
    panel.run(panel.model::shown);
    EnvironmentName lab = new EnvironmentName("asr-lab");
    panel.until(() -> panel.model.environmentProperty().get().equals(lab));
    assertThat(panel.on(panel.model::isUp)).isTrue();

    panel.run(() -> panel.model.choose(EnvironmentName.DEFAULT));
    panel.run(() -> panel.model.languageProperty().set(Optional.of("en")));
    add(file("a.wav"));

    panel.until(() -> panel.asked.size() == 1);
    assertThat(panel.asked.getFirst().environment()).isEqualTo(EnvironmentName.DEFAULT);
    assertThat(panel.asked.getFirst().language()).contains("en");
    assertThat(panel.settings.current().lastEnvironment()).contains(EnvironmentName.DEFAULT);
    panel.run(panel.model::hidden);
  }

  @Test
  void what_is_removed_is_gone_and_another_transcript_shown() throws Exception {
    add(file("a.wav"), file("b.wav"));
    panel.until(() -> counts().done() == 2);

    panel.run(() -> panel.model.remove(panel.model.rows().getFirst()));

    assertThat(panel.on(() -> panel.transcript.shownProperty().get().orElseThrow().name()))
        .isEqualTo("b.wav");
    panel.run(panel.model::clear);
    assertThat(panel.on(() -> panel.model.rows().size())).isZero();
    assertThat(panel.on(() -> panel.transcript.shownProperty().get())).isEmpty();
  }
}
