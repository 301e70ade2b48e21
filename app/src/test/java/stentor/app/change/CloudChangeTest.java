package stentor.app.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import stentor.app.change.ChangeViewModel.Shown;
import stentor.app.chart.GanttChart;
import stentor.app.navigation.Screen;
import stentor.app.testing.CloudScene;
import stentor.app.testing.Framed;
import stentor.app.testing.Fx;
import stentor.app.testing.Workbench;
import stentor.control.UpRequest;
import stentor.control.event.ControlEvent;
import stentor.control.event.EventStream;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.CloudRequest;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument.EnvironmentState;

/** The timeline of an environment on a cloud. */
@ExtendWith(Fx.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CloudChangeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final EnvironmentName NAME = new EnvironmentName("dry-run");
  private static final String CLUSTER = "stack-cluster";
  private static final String TITLE = "Make the Kubernetes cluster 1.36";

  /** When it begins, by a clock that has nothing to do with this computer's. */
  private static final Instant BEGUN = Instant.parse("2031-03-01T10:00:00Z");

  private final Workbench bench = new Workbench();
  private final CountDownLatch more = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private Optional<Framed> framed = Optional.empty();

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

  private void up(String platform) {
    bench.platform.clocks.put(platform, Clock.fixed(BEGUN.plusSeconds(300), ZoneOffset.UTC));
    Fx.run(
        () -> {
          var _ =
              bench.changes.up(
                  UpRequest.of(NAME).on(Optional.of(platform), CloudRequest.NONE), true);
        });
  }

  /** The cluster is being made since the 85th second. */
  private void rise(EventStream events) throws InterruptedException {
    events.tell(
        number ->
            new ControlEvent.PlanReady(
                number, BEGUN, "up", CloudScene.plan(NAME, "rehearsal", List.of())));
    Instant from = BEGUN.plusSeconds(85);
    events.tell(number -> new ControlEvent.StepStarted(number, from, CLUSTER, TITLE));
    resource(events, from, "NodeProfile", "CREATE_IN_PROGRESS", "");
    resource(events, from.plusSeconds(2), "Cluster", "CREATE_IN_PROGRESS", "waits");
    resource(events, from.plusSeconds(9), "NodeProfile", "CREATE_COMPLETE", "");
    more.await();
    resource(events, from.plusSeconds(600), "Cluster", "CREATE_COMPLETE", "");
    go.await();
  }

  private static void resource(
      EventStream events, Instant at, String name, String state, String reason) {
    events.tell(
        number ->
            new ControlEvent.ResourceChanged(
                number, at, CLUSTER, TITLE, name, "AWS::EKS::" + name, state, reason));
  }

  private void until(ChangeViewModel model, Predicate<Shown> is) {
    await().atMost(PATIENCE).until(() -> Fx.on(() -> is.test(model.shownProperty().get())));
  }

  private <T> T find(String id, Class<T> type) {
    return type.cast(framed.orElseThrow().scene().lookup("#" + id));
  }

  private boolean visible(String id) {
    return Fx.on(() -> find(id, Node.class).isVisible());
  }

  private List<String> made() {
    List<String> told = new ArrayList<>();
    for (Object one : find("made", ListView.class).getItems()) {
      ResourceLine line = (ResourceLine) one;
      told.add(line.name() + " " + line.state());
    }
    return told;
  }

  @Test
  void time_passes_as_it_does_where_it_is_made() {
    bench.platform.rising = this::rise;
    ChangeViewModel model = open();
    up("rehearsal");

    // 715 s by the critical path of the cluster, of which 300 have passed there.
    until(model, shown -> shown.gantt().now().orElse(0) == 300);
    Shown shown = Fx.on(() -> model.shownProperty().get());
    assertThat(shown.figures().getFirst().value()).isEqualTo("6 min 55 s");
    assertThat(shown.badge().orElseThrow().text()).contains("simulated");
    assertThat(shown.subtitle()).contains("rehearsal");
    assertThat(shown.figures().get(2).value()).isEqualTo("Free");
    assertThat(shown.legend()).contains("simulated");
  }

  @Test
  void what_a_step_makes_is_shown_beside_the_chart_on_demand_and_not_in_the_log() {
    bench.platform.rising = this::rise;
    ChangeViewModel model = open();
    up("rehearsal");
    until(model, shown -> !shown.resources().isEmpty());
    await().atMost(PATIENCE).until(() -> visible("hint"));
    assertThat(visible("detail")).isFalse();
    assertThat(Fx.on(() -> List.copyOf(model.log()))).isEmpty();

    Fx.run(() -> find("gantt", GanttChart.class).choose(Optional.of("0/" + CLUSTER)));

    assertThat(visible("detail")).isTrue();
    assertThat(Fx.on(() -> find("detailTitle", Label.class).getText())).isEqualTo(TITLE);
    assertThat(Fx.on(() -> find("detailCount", Label.class).getText())).isEqualTo("1 of 2 done");
    assertThat(Fx.on(this::made))
        .containsExactly("NodeProfile CREATE_COMPLETE", "Cluster CREATE_IN_PROGRESS");

    // What is chosen stays chosen while the chart goes on.
    more.countDown();
    await()
        .atMost(PATIENCE)
        .until(() -> Fx.on(() -> find("detailCount", Label.class).getText()).equals("2 of 2 done"));
    assertThat(visible("detail")).isTrue();
    assertThat(Fx.on(() -> framed.orElseThrow().escape())).isTrue();
    assertThat(visible("detail")).isFalse();
  }

  @Test
  void once_it_stands_it_can_be_opened_but_not_given_recordings() {
    bench.platform.rising = events -> {};
    ChangeViewModel model = open();
    up("aws");

    until(model, shown -> shown.finish().isPresent());
    Shown shown = Fx.on(() -> model.shownProperty().get());
    assertThat(shown.finish().orElseThrow().text()).contains("no service");
    assertThat(shown.actions().open()).isTrue();
    assertThat(shown.actions().transcribe()).isFalse();
  }

  @Test
  void what_a_failure_leaves_on_a_cloud_can_be_torn_down_at_once() {
    bench.platform.put(
        CloudScene.status(NAME.value(), "aws", EnvironmentState.FAILED, BEGUN),
        CloudScene.wanted(NAME.value(), "aws", BEGUN));
    bench.platform.rising =
        events -> {
          throw new ControlException(new EnvironmentProblem.NotRunning(NAME));
        };
    ChangeViewModel model = open();
    up("aws");

    until(model, shown -> shown.actions().tearDown());
    assertThat(Fx.on(() -> model.shownProperty().get().actions().retry())).isTrue();
  }
}
