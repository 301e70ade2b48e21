package stentor.app.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import stentor.app.navigation.Screen;
import stentor.app.testing.CloudScene;
import stentor.app.testing.Framed;
import stentor.app.testing.Fx;
import stentor.app.testing.ManualClock;
import stentor.app.widget.Fxml;
import stentor.protocol.environment.StatusDocument.EnvironmentState;

/** The overview of an environment that is made of a cloud's resources. */
@ExtendWith(Fx.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CloudOverviewTest {

  private static final Instant THERE = Instant.parse("2031-03-01T10:00:00Z");

  private final OverviewLab lab = Fx.on(OverviewLab::new);
  private final ManualClock there = new ManualClock(THERE);
  private Optional<Framed> framed = Optional.empty();

  private void open(String platform, EnvironmentState state) {
    lab.platform.clocks.put(platform, there);
    Instant since = THERE.minus(Duration.ofMinutes(90));
    lab.platform.put(
        CloudScene.status("lab", platform, state, since),
        CloudScene.wanted("lab", platform, since));
    lab.platform.made = CloudScene.made("lab", since);
    framed =
        Optional.of(
            Framed.show(
                new Screen.Overview(OverviewLab.LAB),
                Fx.on(
                    () ->
                        new OverviewView(
                            lab.model,
                            new Fxml(lab.messages),
                            close -> new javafx.scene.Group()))));
    Fx.run(() -> lab.pass(1));
  }

  @AfterEach
  void close() {
    framed.ifPresent(Framed::close);
  }

  private Node find(String id) {
    return framed.orElseThrow().scene().lookup("#" + id);
  }

  private String end() {
    return Fx.on(() -> ((Label) find("cloud-end")).getText());
  }

  @Test
  void a_rehearsal_is_marked_and_what_it_made_is_told() {
    open("rehearsal", EnvironmentState.UP);

    Fx.run(
        () -> {
          assertThat(((Label) find("badge")).getText()).contains("Rehearsal");
          assertThat(((TableView<?>) find("cloud-inventory")).getItems())
              .hasSameSizeAs(lab.platform.made);
          assertThat(find("overview-transcribe").isVisible()).isFalse();
          assertThat(find("charts").isVisible()).isFalse();
        });
    assertThat(Fx.on(() -> lab.model.problems().getFirst().code())).isEqualTo("no_service_there");
    CloudReading shown = Fx.on(() -> lab.model.reading().cloud().orElseThrow());
    assertThat(shown.spent().value()).isEqualTo("Free");
    assertThat(shown.spent().caption()).contains("$0.17");
    assertThat(shown.state().caption()).contains("7 stacks");
  }

  @Test
  void its_end_is_counted_down_by_its_own_clock_and_put_off_by_one_click() {
    open("rehearsal", EnvironmentState.UP);
    assertThat(end()).isEqualTo("2 h 30 min");

    Fx.run(
        () -> {
          there.pass(Duration.ofMinutes(60));
          lab.pass(1);
        });
    assertThat(end()).isEqualTo("1 h 30 min");

    Fx.run(() -> ((Button) find("cloud-extend")).fire());
    assertThat(lab.platform.extended).containsExactly(OverviewLab.LAB);
  }

  @Test
  void on_aws_its_cost_is_told_and_one_that_is_incomplete_can_still_be_put_off_and_torn_down() {
    open("aws", EnvironmentState.FAILED);

    CloudReading shown = Fx.on(() -> lab.model.reading().cloud().orElseThrow());
    assertThat(shown.spent().value()).isEqualTo("$0.17");
    assertThat(shown.hour().value()).isEqualTo("$0.12");
    Fx.run(
        () -> {
          assertThat(find("cloud-extend").isDisabled()).isFalse();
          assertThat(find("overview-tear-down").isDisabled()).isFalse();
        });
  }
}
