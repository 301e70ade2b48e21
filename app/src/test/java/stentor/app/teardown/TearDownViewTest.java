package stentor.app.teardown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import stentor.app.navigation.Screen;
import stentor.app.teardown.TearDownViewModel.Absent;
import stentor.app.teardown.TearDownViewModel.Known;
import stentor.app.teardown.TearDownViewModel.Line;
import stentor.app.teardown.TearDownViewModel.Looking;
import stentor.app.teardown.TearDownViewModel.Unknown;
import stentor.app.testing.CloudScene;
import stentor.app.testing.Framed;
import stentor.app.testing.Fx;
import stentor.app.testing.PlatformDouble;
import stentor.app.testing.Workbench;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument.EnvironmentState;

/** What a tear-down means, and its confirmation. */
@ExtendWith(Fx.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TearDownViewTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final EnvironmentName NAME = new EnvironmentName("asr-lab");

  private final Workbench bench = new Workbench();
  private Optional<Framed> framed = Optional.empty();

  private TearDownViewModel open() {
    TearDownViewModel model =
        Fx.on(
            () ->
                new TearDownViewModel(
                    NAME,
                    bench.environments,
                    bench.tasks,
                    bench.changes,
                    bench.navigator,
                    bench.messages));
    framed =
        Optional.of(
            Framed.show(
                new Screen.TearDown(NAME), Fx.on(() -> new TearDownView(model, bench.fxml))));
    await()
        .atMost(PATIENCE)
        .until(() -> !(Fx.on(() -> model.stateProperty().get()) instanceof Looking));
    return model;
  }

  @AfterEach
  void close() {
    framed.ifPresent(Framed::close);
  }

  private <T> T find(String id, Class<T> type) {
    return type.cast(framed.orElseThrow().scene().lookup("#" + id));
  }

  @Test
  void it_is_begun_once_its_name_was_typed() {
    bench.platform.up("asr-lab");
    bench.platform.unfinished = 3;
    TearDownViewModel model = open();
    framed.orElseThrow().picture("teardown");
    assertThat(Fx.on(() -> model.stateProperty().get())).isInstanceOf(Known.class);
    assertThat(((Known) Fx.on(() -> model.stateProperty().get())).warning().orElseThrow())
        .isEqualTo("3 jobs have not ended and will be cancelled");
    assertThat(Fx.on(() -> find("act", Button.class).isDisabled())).isTrue();

    Fx.run(() -> find("typed", TextField.class).setText("asr"));
    assertThat(Fx.on(() -> find("act", Button.class).isDisabled())).isTrue();
    Fx.run(model::tearDown);
    assertThat(Fx.on(bench.navigator::current)).isEqualTo(new Screen.Environments());

    Fx.run(() -> find("typed", TextField.class).setText("asr-lab"));
    Fx.run(() -> find("act", Button.class).fire());

    assertThat(Fx.on(bench.navigator::current)).isEqualTo(new Screen.Change(NAME));
    await().atMost(PATIENCE).until(() -> bench.platform.takenDown.contains(NAME));
  }

  @Test
  void of_one_on_a_cloud_what_costs_and_what_keeps_something_is_named_before_it_goes() {
    bench.platform.put(
        CloudScene.status("asr-lab", "aws", EnvironmentState.UP, PlatformDouble.SINCE),
        CloudScene.wanted("asr-lab", "aws", PlatformDouble.SINCE));
    bench.platform.made = CloudScene.made("asr-lab", PlatformDouble.SINCE);
    TearDownViewModel model = open();

    List<Line> removed = ((Known) Fx.on(() -> model.stateProperty().get())).removed();
    assertThat(removed).extracting(Line::what).first().asString().contains("$0.12 an hour");
    assertThat(removed)
        .extracting(Line::meaning)
        .anyMatch(text -> text.contains("Cluster stentor-asr-lab"))
        .anyMatch(text -> text.contains("fs-0123456789abcdef0"));
    assertThat(Fx.on(() -> find("badge", Label.class).getText())).isEqualTo("AWS");
  }

  @Test
  void what_is_not_there_cannot_be_torn_down() {
    TearDownViewModel model = open();

    framed.orElseThrow().picture("teardown-absent");
    assertThat(Fx.on(() -> model.stateProperty().get())).isInstanceOf(Absent.class);
    assertThat(Fx.on(() -> find("confirm", javafx.scene.Node.class).isVisible())).isFalse();
  }

  @Test
  void what_cannot_be_seen_can_be_torn_down_all_the_same() {
    bench.platform.up("asr-lab").lose(NAME, new EnvironmentProblem.NotRunning(NAME));
    TearDownViewModel model = open();

    framed.orElseThrow().picture("teardown-lost");
    assertThat(Fx.on(() -> model.stateProperty().get())).isInstanceOf(Unknown.class);
    Fx.run(() -> find("typed", TextField.class).setText("asr-lab"));
    assertThat(Fx.on(() -> find("act", Button.class).isDisabled())).isFalse();
  }
}
