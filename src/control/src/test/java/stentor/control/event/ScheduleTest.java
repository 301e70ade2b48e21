package stentor.control.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.control.event.Schedule.Bar;
import stentor.control.problem.PlanProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.JournalEntry.OperationEnding;
import stentor.protocol.environment.JournalEntry.SkipReason;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.PlanDocument.PlannedStep;

/** When steps were and will be. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ScheduleTest {

  private static final Instant BEGUN = Instant.parse("2026-01-01T12:00:00Z");

  private final Timeline timeline = new Timeline();

  private static PlannedStep step(String id, double seconds, String... dependsOn) {
    return new PlannedStep(
        id, "Do " + id, "process", List.of(dependsOn), seconds, 0, Change.CREATE);
  }

  private static PlanDocument plan(List<PlannedStep> steps) {
    return new PlanDocument(
        1,
        EnvironmentName.DEFAULT,
        "local",
        0,
        0,
        List.of(),
        steps,
        new PlanDocument.Request(
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty()));
  }

  private static final PlanDocument DIAMOND =
      plan(
          List.of(
              step("first", 10),
              step("short", 5, "first"),
              step("long", 20, "first"),
              step("last", 2, "short", "long")));

  private void begin() {
    timeline.accept(new ControlEvent.PlanReady(1, BEGUN, "up", DIAMOND));
  }

  private static Instant after(long seconds) {
    return BEGUN.plusSeconds(seconds);
  }

  private Bar bar(Schedule schedule, String id) {
    return schedule.bars().stream()
        .filter(bar -> bar.row().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_plan_lasts_as_long_as_its_longest_chain_which_is_critical() {
    Schedule schedule = Schedule.of(DIAMOND);

    assertThat(schedule.left()).isEqualTo(Duration.ofSeconds(32));
    assertThat(schedule.bars()).extracting(Bar::critical).containsExactly(true, false, true, true);
    assertThat(bar(schedule, "last").begin()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void what_was_slower_than_expected_puts_off_what_waits_for_it() {
    begin();
    timeline.accept(new ControlEvent.StepStarted(2, after(0), "first", "Do first"));
    timeline.accept(
        new ControlEvent.StepFinished(3, after(15), "first", "Do first", Duration.ofSeconds(15)));
    timeline.accept(new ControlEvent.StepStarted(4, after(15), "long", "Do long"));

    Schedule schedule = Schedule.of(timeline, after(20));

    assertThat(bar(schedule, "first").end()).isEqualTo(Duration.ofSeconds(15));
    assertThat(bar(schedule, "long").end()).isEqualTo(Duration.ofSeconds(35));
    assertThat(bar(schedule, "short").begin()).isEqualTo(Duration.ofSeconds(20));
    assertThat(schedule.elapsed()).isEqualTo(Duration.ofSeconds(20));
    assertThat(schedule.left()).isEqualTo(Duration.ofSeconds(17));
  }

  @Test
  void a_step_that_takes_longer_than_expected_ends_now_at_the_earliest() {
    begin();
    timeline.accept(new ControlEvent.StepStarted(2, after(0), "first", "Do first"));

    Schedule schedule = Schedule.of(timeline, after(60));

    assertThat(bar(schedule, "first").end()).isEqualTo(Duration.ofSeconds(60));
    assertThat(schedule.left()).isEqualTo(Duration.ofSeconds(22));
  }

  @Test
  void bytes_tell_better_than_the_plan_how_long_it_takes() {
    begin();
    timeline.accept(new ControlEvent.StepStarted(2, after(0), "first", "Do first"));
    timeline.accept(new ControlEvent.StepProgressed(3, after(4), "first", "Do first", 10, 100));

    Schedule schedule = Schedule.of(timeline, after(4));

    assertThat(bar(schedule, "first").end()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void after_its_end_time_stands_still_and_nothing_is_left() {
    begin();
    timeline.accept(new ControlEvent.StepStarted(2, after(0), "first", "Do first"));
    timeline.accept(
        new ControlEvent.StepFailed(
            3, after(7), "first", "Do first", new PlanProblem.Interrupted("Do first")));
    for (String id : List.of("short", "long", "last")) {
      timeline.accept(
          new ControlEvent.StepSkipped(4, after(7), id, "Do " + id, SkipReason.NOT_REACHED));
    }
    timeline.accept(new ControlEvent.OperationEnded(7, after(8), "up", OperationEnding.CANCELLED));

    Schedule schedule = Schedule.of(timeline, after(500));

    assertThat(schedule.elapsed()).isEqualTo(Duration.ofSeconds(8));
    assertThat(schedule.left()).isZero();
    assertThat(bar(schedule, "last").end()).isEqualTo(Duration.ofSeconds(7));
    assertThat(bar(schedule, "last").critical()).isFalse();
  }

  @Test
  void what_was_done_before_takes_no_time() {
    timeline.accept(
        new ControlEvent.PlanReady(
            1,
            BEGUN,
            "up",
            plan(
                List.of(
                    new PlannedStep("there", "There", "file", List.of(), 0, 0, Change.NONE),
                    step("next", 3, "there")))));

    Schedule schedule = Schedule.of(timeline, BEGUN);

    assertThat(schedule.bars()).extracting(Bar::critical).containsExactly(false, true);
    assertThat(schedule.left()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void a_copy_does_not_change_any_more() {
    begin();
    Timeline copy = timeline.copy();

    timeline.accept(new ControlEvent.StepStarted(2, after(0), "first", "Do first"));

    assertThat(copy.isRunning()).isFalse();
    assertThat(timeline.isRunning()).isTrue();
  }

  @Test
  void ten_thousand_steps_in_a_row_are_no_trouble() {
    List<PlannedStep> steps =
        IntStream.range(0, 10_000)
            .mapToObj(
                number -> number == 0 ? step("s0", 1) : step("s" + number, 1, "s" + (number - 1)))
            .toList();

    assertThat(Schedule.of(plan(steps)).left()).isEqualTo(Duration.ofSeconds(10_000));
  }
}
