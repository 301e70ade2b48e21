package stentor.app.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import stentor.app.chart.GanttChart;
import stentor.app.navigation.Screen;
import stentor.app.testing.Framed;
import stentor.app.testing.Fx;
import stentor.app.testing.PlatformDouble;
import stentor.app.testing.Workbench;
import stentor.control.OngoingChange;
import stentor.control.UpRequest;
import stentor.control.event.ControlEvent;
import stentor.control.event.EventStream;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.StartProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.JournalEntry.OperationEnding;
import stentor.protocol.environment.JournalEntry.SkipReason;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.PlanDocument.PlannedStep;

/** The timeline of a change, as it is drawn. */
@ExtendWith(Fx.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChangeViewTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final EnvironmentName NAME = new EnvironmentName("asr-lab");
  private static final UpRequest REQUEST =
      new UpRequest(
          NAME, List.of(), Optional.empty(), Optional.of(Duration.ofHours(4)), Optional.empty());

  private final Workbench bench = new Workbench();
  private final CountDownLatch go = new CountDownLatch(1);
  private Optional<Framed> framed = Optional.empty();

  private static PlannedStep step(String id, String title, double minutes, String... after) {
    return new PlannedStep(id, title, "process", List.of(after), minutes * 60, 0, Change.CREATE);
  }

  /** The cluster of the picture that is the target. */
  private static final List<PlannedStep> CLUSTER =
      List.of(
          step("roles", "Roles and policies", 1.2),
          step("network", "Network", 1.4),
          step("registry", "Registry and queues", 0.8, "roles"),
          step("efs", "File system (EFS)", 2.2, "network"),
          step("images", "Images pushed", 3.1, "registry"),
          step("gate", "Upload gate", 2.4, "network"),
          step("eks", "EKS control plane", 9.6, "network"),
          step("guard", "Expiry guard", 0.9, "roles"),
          step("nodes", "Nodes", 1.2, "eks"),
          step("keda", "KEDA and chart", 1.0, "eks"),
          step("models", "Models loaded, workers ready", 1.3, "nodes", "keda"),
          step("smoke", "Smoke test", 0.3, "models"));

  private static PlanDocument plan(List<PlannedStep> steps) {
    return new PlanDocument(
        1,
        NAME,
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

  /** Tells events that happened so many minutes ago. */
  private static final class Past {
    private final EventStream events;
    private final Instant begun;

    Past(EventStream events, double minutesAgo) {
      this.events = events;
      this.begun = Instant.now().minusMillis(Math.round(minutesAgo * 60_000));
    }

    Instant at(double minutes) {
      return begun.plusMillis(Math.round(minutes * 60_000));
    }

    Past plan(PlanDocument plan) {
      events.tell(number -> new ControlEvent.PlanReady(number, begun, "up", plan));
      return this;
    }

    Past done(String id, String title, double from, double took) {
      start(id, title, from);
      events.tell(
          number ->
              new ControlEvent.StepFinished(
                  number,
                  at(from + took),
                  id,
                  title,
                  Duration.ofMillis(Math.round(took * 60_000))));
      return this;
    }

    Past start(String id, String title, double from) {
      events.tell(number -> new ControlEvent.StepStarted(number, at(from), id, title));
      return this;
    }

    Past note(double minutes, String text) {
      events.tell(number -> new ControlEvent.Note(number, at(minutes), text));
      return this;
    }
  }

  private static Past cluster(EventStream events) {
    return new Past(events, 7.3)
        .plan(plan(CLUSTER))
        .done("roles", "Roles and policies", 0, 1.2)
        .done("network", "Network", 0, 1.4)
        .done("registry", "Registry and queues", 1.2, 0.8)
        .done("guard", "Expiry guard", 1.2, 0.9)
        .done("efs", "File system (EFS)", 1.4, 2.2)
        .done("gate", "Upload gate", 1.4, 2.4)
        .start("eks", "EKS control plane", 1.4)
        .done("images", "Images pushed", 2.0, 3.1)
        .note(5.2, "worker: 3 of 9 layers were there already, 118 MB sent at 41 MB/s")
        .note(6.4, "AWS is starting the API servers. This usually takes 9 to 12 minutes");
  }

  private ChangeViewModel open() {
    ChangeViewModel model =
        Fx.on(
            () ->
                new ChangeViewModel(
                    NAME,
                    bench.changes,
                    bench.watch,
                    bench.navigator,
                    bench.messages,
                    bench.ui,
                    bench.later,
                    bench.clock,
                    bench.zone,
                    -1));
    framed =
        Optional.of(
            Framed.show(new Screen.Change(NAME), Fx.on(() -> new ChangeView(model, bench.fxml))));
    return model;
  }

  @AfterEach
  void close() {
    go.countDown();
    Fx.run(() -> bench.tasks.cancelAll());
    framed.ifPresent(Framed::close);
  }

  private <T> T find(String id, Class<T> type) {
    return type.cast(framed.orElseThrow().scene().lookup("#" + id));
  }

  private boolean visible(String id) {
    return Fx.on(() -> framed.orElseThrow().scene().lookup("#" + id).isVisible());
  }

  private void up() {
    Fx.run(
        () -> {
          var _ = bench.changes.up(REQUEST, true);
        });
  }

  private void until(
      ChangeViewModel model, java.util.function.Predicate<ChangeViewModel.Shown> is) {
    await().atMost(PATIENCE).until(() -> Fx.on(() -> is.test(model.shownProperty().get())));
  }

  @Test
  void with_no_change_it_says_so() {
    ChangeViewModel model = open();

    until(model, shown -> !shown.present());
    framed.orElseThrow().picture("change-none");
    assertThat(visible("page")).isFalse();
  }

  @Test
  void a_cluster_on_its_way_looks_as_it_was_drawn_and_a_cancel_takes_it_back() {
    bench.platform.rising =
        events -> {
          cluster(events);
          go.await();
        };
    up();
    ChangeViewModel model = open();
    until(model, shown -> shown.gantt().rows().size() == CLUSTER.size());
    until(model, shown -> !model.log().isEmpty());

    framed.orElseThrow().picture("change-up");
    ChangeViewModel.Shown shown = Fx.on(() -> model.shownProperty().get());
    assertThat(shown.figures().getFirst().value()).startsWith("6 min");
    assertThat(shown.figures().get(1).value()).isEqualTo("7 of 12");
    assertThat(shown.figures().get(1).caption()).isEqualTo("steps done, 1 running");
    assertThat(shown.figures().get(3).value()).isEqualTo("4 h");

    Fx.run(() -> find("change-cancel", Button.class).fire());
    until(model, now -> now.finish().isPresent());
    framed.orElseThrow().picture("change-cancelled");
    assertThat(visible("change-retry")).isTrue();
    assertThat(bench.platform.takenDown).isEmpty();
  }

  @Test
  void what_is_said_while_it_is_shown_comes_on_top_of_the_log() {
    CountDownLatch said = new CountDownLatch(1);
    bench.platform.rising =
        events -> {
          events.note("Before");
          said.await();
          events.note("After");
          go.await();
        };
    up();
    ChangeViewModel model = open();
    until(model, shown -> model.log().size() == 1);
    // Who listens must be kept by what it listens to.
    System.gc();

    said.countDown();

    until(model, shown -> model.log().size() == 2);
    assertThat(Fx.on(() -> model.log().stream().map(LogLine::text).toList()))
        .containsExactly("After", "Before");
  }

  @Test
  void once_it_is_up_it_says_so_and_offers_to_transcribe() {
    bench.platform.rising =
        events -> {
          Past past = new Past(events, 0.1).plan(plan(CLUSTER.subList(0, 2)));
          past.done("roles", "Roles and policies", 0, 0.05).done("network", "Network", 0.05, 0.03);
          events.end("up", OperationEnding.COMPLETED);
        };
    up();
    ChangeViewModel model = open();
    until(model, shown -> shown.finish().isPresent());

    framed.orElseThrow().picture("change-done");
    assertThat(Fx.on(() -> find("finishTitle", Label.class).getText())).isEqualTo("asr-lab is up");
    Fx.run(() -> find("change-transcribe", Button.class).fire());
    assertThat(Fx.on(bench.navigator::current))
        .isEqualTo(new Screen.Transcribe(Optional.of(NAME), List.of()));
  }

  @Test
  void what_failed_is_told_with_its_fixes_and_can_be_tried_again() {
    bench.platform.rising =
        events -> {
          Past past =
              new Past(events, 0.2)
                  .plan(plan(CLUSTER.subList(0, 4)))
                  .done("roles", "Roles and policies", 0, 0.1)
                  .start("network", "Network", 0.05);
          StartProblem problem =
              new StartProblem.StartTimedOut(NAME, 60, Path.of("logs", "supervisor.out"));
          events.fail("network", "Network", problem);
          events.skip("registry", "Registry and queues", SkipReason.NOT_REACHED);
          events.skip("efs", "File system (EFS)", SkipReason.NOT_REACHED);
          events.end("up", OperationEnding.FAILED);
          assertThat(past.at(0)).isBefore(Instant.now());
          throw new ControlException(problem);
        };
    up();
    ChangeViewModel model = open();
    until(model, shown -> shown.actions().retry());

    framed.orElseThrow().picture("change-failed");
    assertThat(Fx.on(() -> model.shownProperty().get().problems())).hasSize(1);
    bench.platform.rising = events -> {};
    Fx.run(() -> find("change-retry", Button.class).fire());
    until(model, shown -> shown.finish().isPresent());
    assertThat(bench.platform.asked).hasSize(2);
  }

  @Test
  void another_process_is_looked_on_at() {
    bench
        .platform
        .up("asr-lab")
        .changing(
            NAME,
            new OngoingChange("up", 4711, Instant.now(), List.of("EKS control plane"), 7, 12));
    bench.platform.followed =
        events -> {
          cluster(events);
          go.await();
        };
    ChangeViewModel model = open();

    until(model, shown -> shown.gantt().rows().size() == CLUSTER.size());
    framed.orElseThrow().picture("change-watched");
    framed.orElseThrow().close();
    framed =
        Optional.of(
            Framed.show(
                new Screen.Change(NAME),
                Fx.on(() -> new ChangeView(model, bench.fxml)),
                1024,
                700));
    until(model, shown -> shown.gantt().rows().size() == CLUSTER.size());
    framed.orElseThrow().picture("change-small");
    assertThat(Fx.on(() -> model.shownProperty().get().legend())).contains("4711");
    assertThat(visible("change-cancel")).isFalse();
  }

  @Test
  void an_environment_that_is_lost_is_told_and_cannot_be_opened() {
    bench.platform.up("asr-lab");
    bench.platform.rising = events -> {};
    up();
    ChangeViewModel model = open();
    until(model, shown -> shown.actions().open());

    bench.platform.lose(NAME, new EnvironmentProblem.NotRunning(NAME));

    until(model, shown -> !shown.actions().open() && !shown.problems().isEmpty());
    framed.orElseThrow().picture("change-lost");
  }

  @Test
  void ten_thousand_steps_have_nodes_for_those_only_that_are_seen() {
    List<PlannedStep> steps = new ArrayList<>();
    for (int number = 0; number < 10_000; number++) {
      steps.add(
          number == 0
              ? step("s0", "The first step", 1)
              : step(
                  "s" + number,
                  "Step " + number + " with a title that is longer than any title should ever be",
                  1,
                  "s" + (number - 1)));
    }
    bench.platform.rising =
        events -> {
          new Past(events, 0.2).plan(plan(steps)).start("s0", "The first step", 0);
          go.await();
        };
    up();
    ChangeViewModel model = open();
    until(model, shown -> shown.gantt().rows().size() == 10_000);

    framed.orElseThrow().picture("change-many");
    assertThat(Fx.on(() -> find("gantt", GanttChart.class).lookupAll(".gantt-row").size()))
        .isLessThan(60);
    assertThat(Fx.on(() -> find("ganttRows", ListView.class).getItems().size())).isEqualTo(10_000);
    assertThat(visible("finish")).isFalse();
    assertThat(Fx.on(() -> find("figures", HBox.class).isVisible())).isTrue();
    assertThat(PlatformDouble.SINCE).isNotNull();
  }
}
