package stentor.app.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.app.testing.Answers;
import stentor.app.testing.ManualLater;
import stentor.control.master.Answer;
import stentor.protocol.environment.EnvironmentName;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class HistoryStoreTest {

  private static final Path LECTURE = Path.of("/recordings/lecture.wav");
  private static final Answer ANSWER = Answers.of("Printing is an ärt", "en", 4);

  private final ManualLater later = new ManualLater();
  private Instant now = Instant.parse("2026-11-28T11:51:00Z");

  @TempDir private Path folder;

  private HistoryStore store() {
    return store(Runnable::run);
  }

  private HistoryStore store(Executor threads) {
    return store(threads, Runnable::run);
  }

  private HistoryStore store(Executor threads, UiThread ui) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new HistoryStore(
        folder.resolve("history"),
        new TaskRunner(threads, ui, clock, later),
        later,
        ui,
        clock,
        new SecureRandom());
  }

  private HistoryStore loaded() {
    HistoryStore store = store();
    store.load();
    return store;
  }

  private HistoryEntry kept(HistoryStore store, String name, Answer answer) {
    return store.keep(
        Path.of("/recordings", name), EnvironmentName.DEFAULT, answer, Duration.ofMillis(3100));
  }

  private List<String> folders() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("history"))) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void what_is_kept_is_there_after_the_next_start_with_the_document_as_the_master_sent_it() {
    HistoryEntry entry =
        loaded().keep(LECTURE, EnvironmentName.DEFAULT, ANSWER, Duration.ofMillis(3100));

    HistoryStore next = loaded();

    assertThat(next.newest()).containsExactly(entry);
    assertThat(next.stateProperty().get()).isEqualTo(new HistoryState.Loaded(0));
    assertThat(next.find(entry.id().toString())).contains(entry);
    assertThat(next.read(entry).json()).isEqualTo(ANSWER.json());
    assertThat(entry.name()).isEqualTo("lecture.wav");
    assertThat(entry.path()).contains("/recordings/lecture.wav");
    assertThat(entry.model()).isEqualTo("moonshine-tiny-en");
    assertThat(entry.languages()).containsExactly("en");
    assertThat(entry.seconds()).isEqualTo(4);
    assertThat(entry.took()).isEqualTo(3.1);
    assertThat(entry.preview()).isEqualTo("Printing is an ärt");
  }

  @Test
  void the_newest_stand_first_also_when_they_come_while_the_history_is_read() {
    HistoryEntry first = kept(loaded(), "first.wav", ANSWER);
    now = now.plusSeconds(1);
    HistoryStore store = store();
    HistoryEntry second = kept(store, "second.wav", ANSWER);

    store.load();

    assertThat(store.newest()).containsExactly(second, first);
  }

  @Test
  void entries_that_cannot_be_read_are_passed_over_and_counted_and_left_as_they_are()
      throws IOException {
    HistoryEntry good = kept(loaded(), "good.wav", ANSWER);
    Path bad = Files.createDirectories(folder.resolve("history/bad"));
    Files.writeString(bad.resolve("entry.json"), "{\"schema\":1,");
    Files.createDirectories(folder.resolve("history/none"));

    HistoryStore store = loaded();

    assertThat(store.newest()).containsExactly(good);
    assertThat(store.stateProperty().get()).isEqualTo(new HistoryState.Loaded(2));
    assertThat(bad.resolve("entry.json")).exists();
  }

  @Test
  void a_removed_transcript_can_be_put_back() {
    HistoryStore store = loaded();
    HistoryEntry entry = kept(store, "lecture.wav", ANSWER);

    store.remove(List.of(entry));
    assertThat(store.newest()).isEmpty();
    assertThat(store.undoableProperty().get()).containsExactly(entry);
    later.pass(HistoryStore.UNDO.minusMillis(1));
    store.undo();

    assertThat(store.newest()).containsExactly(entry);
    assertThat(store.read(entry).json()).isEqualTo(ANSWER.json());
    later.pass(HistoryStore.UNDO);
    assertThat(loaded().newest()).containsExactly(entry);
  }

  @Test
  void files_are_deleted_when_a_removal_can_be_undone_no_more() throws IOException {
    HistoryStore store = loaded();
    HistoryEntry entry = kept(store, "lecture.wav", ANSWER);

    store.remove(List.of(entry));
    assertThat(folders()).hasSize(1);
    later.pass(HistoryStore.UNDO);

    assertThat(folders()).isEmpty();
    assertThat(store.undoableProperty().get()).isEmpty();
  }

  @Test
  void what_was_removed_just_before_the_app_was_closed_is_gone_at_the_next_start()
      throws IOException {
    HistoryStore store = loaded();
    store.remove(List.of(kept(store, "lecture.wav", ANSWER)));

    assertThat(loaded().newest()).isEmpty();
    assertThat(folders()).isEmpty();
  }

  @Test
  void a_second_removal_ends_the_undo_of_the_first() throws IOException {
    HistoryStore store = loaded();
    HistoryEntry first = kept(store, "first.wav", ANSWER);
    HistoryEntry second = kept(store, "second.wav", ANSWER);

    store.remove(List.of(first));
    store.remove(List.of(second));

    assertThat(store.undoableProperty().get()).containsExactly(second);
    assertThat(folders()).containsExactly(".removed-" + second.id());
  }

  @Test
  void words_are_found_whatever_their_case_accents_and_order() throws InterruptedException {
    HistoryStore store = loaded();
    HistoryEntry lecture = kept(store, "Vorlesung.wav", ANSWER);
    HistoryEntry street = kept(store, "b.wav", Answers.of("Die Straße über Łódź", "de", 3));
    HistoryEntry chinese = kept(store, "c.wav", Answers.of("在这里，我们要谈的是活字", "zh", 3));
    List<HistoryEntry> all = store.newest();

    assertThat(store.search("ART print", all)).containsExactly(lecture.id());
    assertThat(store.search("vorlesung", all)).containsExactly(lecture.id());
    assertThat(store.search("STRASSE uber", all)).containsExactly(street.id());
    assertThat(store.search("活字", all)).containsExactly(chinese.id());
    assertThat(store.search("printing street", all)).isEmpty();
    assertThat(store.search("  ", all)).hasSize(3);
  }

  @Test
  void vowels_of_thai_are_no_accents() throws InterruptedException {
    HistoryStore store = loaded();
    HistoryEntry entry = kept(store, "d.wav", Answers.of("สวัสดี", "th", 1));

    assertThat(store.search("สวัสดี", store.newest())).containsExactly(entry.id());
    assertThat(store.search("สวสด", store.newest())).isEmpty();
  }

  @Test
  void a_word_error_rate_is_remembered() {
    HistoryStore store = loaded();
    HistoryEntry entry = kept(store, "lecture.wav", ANSWER);

    store.setErrorRate(entry.id(), OptionalDouble.of(0.125));

    assertThat(loaded().newest().getFirst().wer()).hasValue(0.125);
    assertThat(store.newest().getFirst().wer()).hasValue(0.125);
  }

  @Test
  void a_transcript_that_cannot_be_written_is_told_and_not_listed() throws IOException {
    Files.writeString(folder.resolve("history"), "no folder");
    HistoryStore store = store();

    kept(store, "lecture.wav", ANSWER);

    assertThat(store.newest()).isEmpty();
    assertThat(store.problemProperty().get()).isPresent();
    store.dismissProblem();
    assertThat(store.problemProperty().get()).isEmpty();
  }

  @Test
  void a_transcript_whose_file_is_gone_says_so() throws IOException {
    HistoryStore store = loaded();
    HistoryEntry entry = kept(store, "lecture.wav", ANSWER);
    Files.delete(
        folder.resolve("history").resolve(entry.id().toString()).resolve("transcript.json"));

    assertThatThrownBy(() -> store.read(entry)).hasMessageContaining("it does not exist");
  }

  /** A file of this name has no place for the folder that is moved there. */
  private Path inTheWayOf(HistoryEntry entry) throws IOException {
    return Files.writeString(folder.resolve("history/.removed-" + entry.id()), "in the way");
  }

  @Test
  void a_removal_that_fails_half_way_removes_nothing_and_leaves_nothing_to_undo()
      throws IOException {
    HistoryStore store = loaded();
    HistoryEntry first = kept(store, "first.wav", ANSWER);
    now = now.plusSeconds(1);
    HistoryEntry second = kept(store, "second.wav", ANSWER);
    Path inTheWay = inTheWayOf(first);

    store.remove(List.of(first, second));

    assertThat(store.problemProperty().get()).isPresent();
    assertThat(store.undoableProperty().get()).isEmpty();
    later.pass(HistoryStore.UNDO);
    assertThat(store.newest()).containsExactlyInAnyOrder(first, second);
    assertThat(store.read(first).json()).isEqualTo(ANSWER.json());
    assertThat(store.read(second).json()).isEqualTo(ANSWER.json());
    Files.delete(inTheWay);
    assertThat(loaded().newest()).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void what_cannot_be_put_back_is_not_listed_and_can_be_tried_again() throws IOException {
    HistoryStore store = loaded();
    HistoryEntry first = kept(store, "first.wav", ANSWER);
    HistoryEntry second = kept(store, "second.wav", ANSWER);
    store.remove(List.of(first, second));
    Path inTheWay = Files.writeString(folder.resolve("history/" + first.id()), "in the way");

    store.undo();

    assertThat(store.problemProperty().get()).isPresent();
    assertThat(store.newest()).isEmpty();
    assertThat(store.undoableProperty().get()).containsExactlyInAnyOrder(first, second);
    Files.delete(inTheWay);
    store.undo();
    assertThat(store.newest()).containsExactlyInAnyOrder(first, second);
    assertThat(store.read(first).json()).isEqualTo(ANSWER.json());
  }

  @Test
  void the_history_read_anew_leaves_alone_what_can_be_put_back() {
    HistoryStore store = loaded();
    HistoryEntry entry = kept(store, "lecture.wav", ANSWER);
    store.remove(List.of(entry));

    store.load();
    assertThat(store.newest()).isEmpty();
    store.undo();

    assertThat(store.newest()).containsExactly(entry);
    assertThat(store.read(entry).json()).isEqualTo(ANSWER.json());
  }

  @Test
  void the_history_is_read_when_what_was_begun_before_is_written() {
    Deque<Runnable> threads = new ArrayDeque<>();
    HistoryStore store = store(threads::add);
    HistoryEntry entry = kept(store, "lecture.wav", ANSWER);
    store.load();

    assertThat(threads).hasSize(1);
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
    assertThat(store.newest()).containsExactly(entry);
    assertThat(store.stateProperty().get()).isEqualTo(new HistoryState.Loaded(0));
  }

  @Test
  void what_was_removed_for_good_while_the_history_was_read_does_not_come_back() {
    HistoryEntry entry = kept(loaded(), "lecture.wav", ANSWER);
    Deque<Runnable> threads = new ArrayDeque<>();
    List<Runnable> window = new ArrayList<>();
    HistoryStore store = store(threads::add, window::add);
    store.load();
    threads.remove().run();
    Runnable told = window.removeLast();
    store.load();
    told.run();
    threads.remove().run();

    store.remove(List.of(entry));
    later.pass(HistoryStore.UNDO);
    while (!window.isEmpty() || !threads.isEmpty()) {
      List<Runnable> all = List.copyOf(window);
      window.clear();
      all.forEach(Runnable::run);
      Optional.ofNullable(threads.poll()).ifPresent(Runnable::run);
    }

    assertThat(store.newest()).isEmpty();
    assertThat(loaded().newest()).isEmpty();
  }
}
