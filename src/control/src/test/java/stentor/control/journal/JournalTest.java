package stentor.control.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.event.ControlEvent;
import stentor.control.event.EventStream;
import stentor.control.problem.ControlException;
import stentor.control.problem.InstallationProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.JournalEntry;
import stentor.protocol.environment.JournalEntry.OperationEnding;
import stentor.protocol.environment.JournalEntry.SkipReason;
import stentor.protocol.environment.JournalLine;
import stentor.protocol.environment.PlanDocument;

/** What is written down of operations, and what another process reads of it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JournalTest {

  private static final PlanDocument PLAN =
      new PlanDocument(
          1,
          EnvironmentName.DEFAULT,
          "local",
          0,
          0,
          List.of(),
          List.of(),
          new PlanDocument.Request(
              List.of(),
              OptionalLong.empty(),
              OptionalLong.empty(),
              OptionalLong.empty(),
              OptionalLong.empty()));

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("journal.jsonl");
  }

  private JournalWriter writer(Path file, JournalWriter.IfUnwritable ifUnwritable) {
    return new JournalWriter(file, ifUnwritable, Clock.systemUTC(), new SplittableRandom(1));
  }

  private interface Telling {
    void tell(EventStream events);
  }

  private void operation(Telling telling) throws IOException {
    EventStream events = new EventStream(Clock.systemUTC());
    try (JournalWriter writer = writer(file(), JournalWriter.IfUnwritable.REFUSE);
        EventStream.Recording _ = events.record(writer)) {
      events.plan("up", PLAN);
      telling.tell(events);
    }
  }

  private static void whole(EventStream events) {
    EventStream.Step step = events.start("folder", "Make the folder");
    step.progress(1, 2);
    step.finish();
    events.skip("model", "Fetch the model", SkipReason.DONE);
    events.note("Something");
    events.end("up", OperationEnding.COMPLETED);
  }

  @Test
  void an_operation_is_told_line_by_line_in_order() throws Exception {
    operation(JournalTest::whole);

    List<JournalLine> lines = new JournalFile(file()).read();

    assertThat(lines)
        .extracting(line -> line.entry().getClass().getSimpleName())
        .containsExactly(
            "OperationBegan",
            "StepIntended",
            "StepProgressed",
            "StepDone",
            "StepSkipped",
            "Note",
            "OperationEnded");
    assertThat(lines).extracting(JournalLine::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(lines).extracting(JournalLine::operation).containsOnly(lines.getFirst().operation());
    assertThat(Files.readString(file())).contains("\"type\":\"step_intended\"", "\"schema\":1");
  }

  @Test
  void the_last_operation_says_how_it_ended_or_that_it_did_not() throws Exception {
    operation(JournalTest::whole);
    assertThat(new JournalFile(file()).last().orElseThrow().ending())
        .contains(OperationEnding.COMPLETED);

    operation(events -> events.note("Killed after this"));

    JournalFile.Operation last = new JournalFile(file()).last().orElseThrow();
    assertThat(last.ending()).isEmpty();
    assertThat(last.beginning().orElseThrow().pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(last.lines()).hasSize(2);
  }

  @Test
  void a_torn_last_line_is_not_read_and_is_cut_off_by_the_next_writer() throws Exception {
    operation(events -> events.note("Killed after this"));
    Files.writeString(file(), "{\"schema\":1,\"oper", StandardOpenOption.APPEND);
    assertThat(new JournalFile(file()).read()).hasSize(2);

    operation(JournalTest::whole);

    assertThat(new JournalFile(file()).read()).hasSize(9);
    assertThat(Files.readAllLines(file())).hasSize(9);
  }

  @Test
  void a_line_that_cannot_be_read_hides_no_other() throws Exception {
    operation(events -> events.note("One"));
    Files.writeString(file(), "nonsense\n", StandardOpenOption.APPEND);
    operation(events -> events.note("Two"));

    assertThat(new JournalFile(file()).read()).hasSize(4);
  }

  @Test
  void old_operations_make_room_for_new_ones() throws Exception {
    String longNote = "x".repeat(60_000);
    for (int index = 0; index < 20; index++) {
      operation(events -> events.note(longNote));
    }

    long size = Files.size(file());

    assertThat(size).isLessThan(JournalFile.COMPACTED_ABOVE + 100_000);
    assertThat(new JournalFile(file()).last().orElseThrow().lines()).hasSize(2);
  }

  @Test
  void a_flood_of_progress_is_told_now_and_then_only() throws Exception {
    operation(
        events -> {
          EventStream.Step step = events.start("model", "Fetch the model");
          for (int index = 0; index < 10_000; index++) {
            step.progress(index, 10_000);
          }
          step.finish();
        });

    assertThat(new JournalFile(file()).read()).hasSizeLessThan(500);
  }

  @Test
  void an_intent_that_cannot_be_written_is_refused_and_the_event_did_not_happen() {
    Path nowhere = folder.resolve("missing").resolve("journal.jsonl");
    EventStream events = new EventStream(Clock.systemUTC());
    JournalWriter writer = writer(nowhere, JournalWriter.IfUnwritable.REFUSE);
    events.record(writer);

    ControlException refused =
        catchThrowableOfType(ControlException.class, () -> events.plan("up", PLAN));

    assertThat(refused.problem()).isInstanceOf(InstallationProblem.HomeUnusable.class);
  }

  @Test
  void what_removes_goes_on_without_a_journal() {
    Path nowhere = folder.resolve("missing").resolve("journal.jsonl");
    EventStream events = new EventStream(Clock.systemUTC());
    events.record(writer(nowhere, JournalWriter.IfUnwritable.GO_ON));

    events.plan("down", PLAN);
    events.start("stop", "Stop it").finish();

    assertThat(nowhere).doesNotExist();
  }

  @Test
  void who_follows_hears_the_operation_that_goes_on_from_its_beginning_and_live() throws Exception {
    operation(JournalTest::whole);
    EventStream heard = new EventStream(Clock.systemUTC());
    List<ControlEvent> events = new ArrayList<>();
    heard.record(events::add);
    JournalTail tail = new JournalTail(file());
    EventStream others = new EventStream(Clock.systemUTC());
    try (JournalWriter writer = writer(file(), JournalWriter.IfUnwritable.REFUSE);
        EventStream.Recording _ = others.record(writer)) {
      others.plan("down", PLAN);
      EventStream.Step step = others.start("stop", "Stop it");

      assertThat(tail.tell(heard)).isTrue();
      assertThat(events).hasSize(2);
      assertThat(tail.tell(heard)).isFalse();

      step.finish();
      others.end("down", OperationEnding.COMPLETED);
      assertThat(tail.tell(heard)).isTrue();
    }

    assertThat(events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("PlanReady", "StepStarted", "StepFinished", "OperationEnded");
    assertThat(events).extracting(ControlEvent::sequence).containsExactly(1L, 2L, 3L, 4L);
    assertThat(((ControlEvent.OperationEnded) events.getLast()).operation()).isEqualTo("down");
  }

  @Test
  void who_follows_is_not_confused_when_the_file_is_written_anew_or_taken_away() throws Exception {
    EventStream heard = new EventStream(Clock.systemUTC());
    List<ControlEvent> events = new ArrayList<>();
    heard.record(events::add);
    JournalTail tail = new JournalTail(file());
    operation(told -> told.note("First"));
    assertThat(tail.tell(heard)).isTrue();
    byte[] first = Files.readAllBytes(file());
    Files.delete(file());
    assertThat(tail.tell(heard)).isFalse();
    Files.write(file(), first);
    Files.writeString(file(), "", StandardCharsets.UTF_8, StandardOpenOption.APPEND);

    assertThat(tail.tell(heard)).isFalse();
    operation(told -> told.note("Second"));
    assertThat(tail.tell(heard)).isTrue();

    assertThat(events)
        .filteredOn(ControlEvent.Note.class::isInstance)
        .extracting(event -> ((ControlEvent.Note) event).text())
        .containsExactly("First", "Second");
  }

  @Test
  void who_follows_hears_the_end_also_where_the_file_was_put_aside_before() throws Exception {
    EventStream heard = new EventStream(Clock.systemUTC());
    List<ControlEvent> events = new ArrayList<>();
    heard.record(events::add);
    JournalTail tail = new JournalTail(file());
    Path archived = folder.resolve("archived.jsonl");
    EventStream others = new EventStream(Clock.systemUTC());
    try (JournalWriter writer = writer(file(), JournalWriter.IfUnwritable.REFUSE);
        EventStream.Recording _ = others.record(writer)) {
      others.plan("down", PLAN);
      assertThat(tail.tell(heard)).isTrue();
      others.start("erase", "Erase it").finish();
      others.end("down", OperationEnding.COMPLETED);
    }
    Files.move(file(), archived);
    assertThat(tail.tell(heard)).isFalse();

    tail.goOnIn(archived);

    assertThat(tail.tell(heard)).isTrue();
    assertThat(events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("PlanReady", "StepStarted", "StepFinished", "OperationEnded");
  }

  @Test
  void every_entry_reads_back_as_it_was_written() throws Exception {
    operation(JournalTest::whole);

    List<JournalLine> lines = new JournalFile(file()).read();

    assertThat(lines.get(1).entry())
        .isEqualTo(new JournalEntry.StepIntended("folder", "Make the folder"));
    assertThat(lines.get(4).entry())
        .isEqualTo(new JournalEntry.StepSkipped("model", "Fetch the model", SkipReason.DONE));
  }
}
