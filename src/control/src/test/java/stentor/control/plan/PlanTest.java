package stentor.control.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.control.event.ControlEvent;
import stentor.control.event.EventStream;
import stentor.control.plan.PlanRunner.AtFailure;
import stentor.control.plan.Step.Action;
import stentor.control.plan.Step.Parallel;
import stentor.control.plan.Step.Sequence;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.PlanDocument.PlannedStep;

/** Plans as data, and what a runner does with them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanTest {

  private final List<ControlEvent> seen = new CopyOnWriteArrayList<>();
  private final EventStream events = new EventStream(Clock.systemUTC(), seen::add);
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final PlanRunner runner = new PlanRunner(4, pauses::add, new SplittableRandom(1));

  /** Work that is never found done. */
  private record Doing(Body body) implements Work {
    interface Body {
      void act() throws InterruptedException;
    }

    @Override
    public Completion look() {
      return Completion.NOT_DONE;
    }

    @Override
    public void run(StepReport report) throws InterruptedException {
      body.act();
    }

    @Override
    public void undo(StepReport report) {}
  }

  private static Action action(String id, Doing.Body body) {
    return Action.of(id, "Do " + id, "thing", new Doing(body));
  }

  private static Action idle(String id, int seconds) {
    return action(id, () -> {}).expecting(Duration.ofSeconds(seconds)).costing(1);
  }

  private static RuntimeException refused(String thing, boolean passes) {
    return new FakeWorld.RefusedException(new FakeWorld.Refused(thing, passes));
  }

  @Test
  void as_a_document_it_says_what_waits_for_what_and_how_long_and_dear_all_is() {
    Plan plan =
        new Plan(
            Sequence.of(
                idle("roles", 10),
                Parallel.of(
                    Sequence.of(idle("network", 20), idle("cluster", 600)), idle("storage", 30)),
                idle("chart", 60),
                idle("old", 5).changing(Change.DELETE),
                idle("there", 900).changing(Change.NONE)));

    PlanDocument document =
        plan.document(
            EnvironmentName.DEFAULT,
            "aws",
            List.of(),
            new PlanDocument.Request(
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()));

    assertThat(document.criticalPathSeconds()).isEqualTo(10 + 20 + 600 + 60 + 5);
    assertThat(document.costPerHour()).isEqualTo(6);
    assertThat(document.steps())
        .extracting(PlannedStep::id)
        .containsExactly("roles", "network", "cluster", "storage", "chart", "old", "there");
    assertThat(document.steps().get(3).dependsOn()).containsExactly("roles");
    assertThat(document.steps().get(4).dependsOn()).containsExactlyInAnyOrder("cluster", "storage");
  }

  @Test
  void no_two_steps_have_one_name() {
    assertThatThrownBy(() -> new Plan(Sequence.of(idle("a", 1), Parallel.of(idle("a", 1)))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_runs_beside_a_failure_runs_to_its_end_and_what_comes_after_is_named() {
    CountDownLatch failed = new CountDownLatch(1);
    List<String> done = new CopyOnWriteArrayList<>();
    Plan plan =
        new Plan(
            Sequence.of(
                Parallel.of(
                    action(
                        "first",
                        () -> {
                          failed.countDown();
                          throw refused("first", false);
                        }),
                    action(
                        "second",
                        () -> {
                          failed.await();
                          done.add("second");
                        }),
                    action(
                        "third",
                        () -> {
                          failed.await();
                          throw refused("third", false);
                        })),
                action("after", () -> done.add("after"))));

    Outcome outcome = runner.run(plan, AtFailure.STOP, events);

    assertThat(done).containsExactly("second");
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    Outcome.Failed ended = (Outcome.Failed) outcome;
    assertThat(ended.failures())
        .extracting(Outcome.Failure::step)
        .containsExactlyInAnyOrder("first", "third");
    assertThat(ended.skipped()).containsExactly("after");
  }

  @Test
  void a_problem_that_passes_is_met_by_trying_again_after_a_random_wait() {
    AtomicInteger attempts = new AtomicInteger();
    Action throttled =
        action(
                "stack",
                () -> {
                  if (attempts.incrementAndGet() < 4) {
                    throw refused("stack", true);
                  }
                })
            .retrying(
                new Retry(
                    5,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    problem -> ((FakeWorld.Refused) problem).passes()));

    Outcome outcome = runner.run(new Plan(throttled), AtFailure.STOP, events);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(pauses).hasSize(3);
    assertThat(pauses.get(0)).isBetween(Duration.ZERO, Duration.ofSeconds(1));
    assertThat(pauses.get(1)).isBetween(Duration.ZERO, Duration.ofSeconds(2));
    assertThat(pauses.get(2)).isBetween(Duration.ZERO, Duration.ofSeconds(3));
    assertThat(seen).filteredOn(ControlEvent.Note.class::isInstance).hasSize(3);
  }

  @Test
  void after_a_lost_answer_nothing_is_done_twice() {
    AtomicInteger runs = new AtomicInteger();
    Work work =
        new Work() {
          @Override
          public Completion look() {
            return runs.get() > 0 ? Completion.DONE : Completion.NOT_DONE;
          }

          @Override
          public void run(StepReport report) {
            runs.incrementAndGet();
            throw refused("answer", true);
          }

          @Override
          public void undo(StepReport report) {}
        };
    Action action =
        Action.of("stack", "Make it", "stack", work)
            .retrying(new Retry(3, Duration.ofSeconds(1), Duration.ofSeconds(1), any -> true));

    Outcome outcome = runner.run(new Plan(action), AtFailure.STOP, events);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(runs).hasValue(1);
  }

  @Test
  void cancelled_it_begins_nothing_more_and_interrupts_what_runs() throws Exception {
    CountDownLatch running = new CountDownLatch(2);
    List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    Doing.Body endless =
        () -> {
          running.countDown();
          new CountDownLatch(1).await();
        };
    Plan plan =
        new Plan(
            Sequence.of(
                Parallel.of(action("a", endless), action("b", endless)), action("c", endless)));
    Thread caller =
        Thread.ofVirtual().start(() -> outcomes.add(runner.run(plan, AtFailure.STOP, events)));
    running.await();

    caller.interrupt();
    caller.join();

    assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Cancelled.class);
    Outcome.Cancelled cancelled = (Outcome.Cancelled) outcomes.getFirst();
    assertThat(cancelled.begun()).containsExactlyInAnyOrder("a", "b");
    assertThat(cancelled.skipped()).containsExactly("c");
    assertThat(seen)
        .filteredOn(ControlEvent.StepFailed.class::isInstance)
        .extracting(event -> ((ControlEvent.StepFailed) event).problem().code())
        .containsExactly("interrupted", "interrupted");
  }

  @Test
  void a_defect_is_no_outcome_and_is_thrown_when_all_else_has_ended() {
    CountDownLatch running = new CountDownLatch(1);
    List<String> ended = new CopyOnWriteArrayList<>();
    Plan plan =
        new Plan(
            Parallel.of(
                action(
                    "broken",
                    () -> {
                      running.await();
                      throw new IllegalStateException("a defect");
                    }),
                action(
                    "beside",
                    () -> {
                      running.countDown();
                      try {
                        new CountDownLatch(1).await();
                      } finally {
                        ended.add("beside");
                      }
                    })));

    assertThatThrownBy(() -> runner.run(plan, AtFailure.STOP, events)).hasMessage("a defect");
    assertThat(ended).containsExactly("beside");
  }

  @Test
  void undoing_goes_on_past_failures_in_the_opposite_order() {
    List<String> undone = new CopyOnWriteArrayList<>();
    Plan plan =
        new Plan(Sequence.of(undoable("a", undone), undoable("b", undone), undoable("c", undone)));

    Outcome outcome = runner.run(plan.reversed(), AtFailure.GO_ON, events);

    assertThat(undone).containsExactly("c", "b", "a");
    assertThat(((Outcome.Failed) outcome).failures())
        .extracting(Outcome.Failure::step)
        .containsExactly("b");
  }

  private static Action undoable(String id, List<String> undone) {
    Supplier<Set<String>> gone = () -> Set.copyOf(undone);
    Work work =
        new Work() {
          @Override
          public Completion look() {
            return gone.get().contains(id) ? Completion.NOT_DONE : Completion.DONE;
          }

          @Override
          public void run(StepReport report) {}

          @Override
          public void undo(StepReport report) {
            undone.add(id);
            if (id.equals("b")) {
              throw refused(id, false);
            }
          }
        };
    return Action.of(id, "Make " + id, "thing", work);
  }
}
