package stentor.app.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableRow;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import stentor.app.testing.Fx;
import stentor.app.widget.Fxml;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;

@ExtendWith(Fx.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class OverviewViewTest {

  private static final String LONG = "a-very-long-name-of-a-model-that-hardly-fits-anywhere-40";

  /** An overview in a window. */
  private static final class Shown implements AutoCloseable {
    final OverviewView view;
    final Stage stage;

    Shown(OverviewLab lab, double width, double height) {
      view = new OverviewView(lab.model, new Fxml(lab.messages), close -> new StackPane());
      VBox all = new VBox(new HBox(), view.root());
      ((HBox) all.getChildren().getFirst()).getChildren().addAll(view.actions());
      stage = Fx.window(all, width, height);
      view.shown();
      lab.pass(2);
      lay();
    }

    void lay() {
      for (int pass = 0; pass < 2; pass++) {
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
        stage.getScene().snapshot(null);
      }
    }

    <T extends Node> T find(Class<T> type, String selector) {
      return type.cast(stage.getScene().lookup(selector));
    }

    List<String> words() {
      return stage.getScene().getRoot().lookupAll("*").stream()
          .filter(Labeled.class::isInstance)
          .map(node -> ((Labeled) node).getText())
          .filter(java.util.Objects::nonNull)
          .toList();
    }

    @Override
    public void close() {
      view.hidden();
      stage.close();
    }
  }

  @Test
  void one_model_is_shown_with_all_its_columns_and_can_be_scaled() {
    Fx.run(
        () -> {
          OverviewLab lab = new OverviewLab();
          try (Shown shown = new Shown(lab, 1280, 800)) {
            assertThat(shown.words()).contains("Healthy", "moonshine-tiny-en", "1 of 1", "Serving");
            shown.find(Button.class, "#scale-moonshine-tiny-en").fire();
            shown.lay();
            shown.find(TextField.class, "#most").setText("6");
            shown.find(Button.class, "#apply").fire();

            assertThat(lab.platform.wanted(OverviewLab.LAB).orElseThrow().models())
                .containsExactly(new WantedModel("moonshine-tiny-en", "1", 1, 6));
            assertThat(shown.find(TextField.class, "#most")).as("the question is closed").isNull();
          }
        });
  }

  @Test
  void ten_thousand_models_and_as_many_problems_are_few_nodes() {
    Fx.run(
        () -> {
          OverviewLab lab = new OverviewLab();
          lab.served = new ArrayList<>();
          lab.problems = new ArrayList<>();
          for (int index = 0; index < 10_000; index++) {
            lab.served = added(lab.served, OverviewLab.served(LONG + index, 1, 1, index, 0));
            lab.problems.add(
                new ProblemStatus("worker_wedged", LONG + " is not ready", LONG, List.of("See")));
          }
          lab.put();
          try (Shown shown = new Shown(lab, 1024, 700)) {
            List<Node> rows =
                shown.view.root().lookupAll(".table-row-cell").stream()
                    .filter(TableRow.class::isInstance)
                    .toList();
            assertThat(rows).hasSizeLessThan(200);
            assertThat(shown.words()).contains("10,000 problems", "and 9,980 more");
          }
        });
  }

  private static <T> List<T> added(List<T> to, T one) {
    to.add(one);
    return to;
  }

  @Test
  void none_is_said_and_leads_to_setting_one_up() {
    Fx.run(
        () -> {
          OverviewLab lab = new OverviewLab();
          lab.takeDown();
          try (Shown shown = new Shown(lab, 1280, 800)) {
            assertThat(shown.words()).contains("lab does not run");
            assertThat(shown.find(Button.class, "#overview-tear-down").isVisible()).isFalse();
            shown.find(Button.class, "#overview-launch").fire();
            assertThat(lab.navigator.current())
                .isInstanceOf(stentor.app.navigation.Screen.Launch.class);
          }
        });
  }

  @Test
  void a_lost_environment_is_marked_and_its_actions_are_off() {
    Fx.run(
        () -> {
          OverviewLab lab = new OverviewLab();
          try (Shown shown = new Shown(lab, 1280, 800)) {
            lab.platform.lose(OverviewLab.LAB, new EnvironmentProblem.NotRunning(OverviewLab.LAB));
            lab.pass(2);
            shown.lay();

            assertThat(shown.words()).anyMatch(words -> words.startsWith("Stale since "));
            assertThat(shown.find(Button.class, "#overview-transcribe").isDisabled()).isTrue();
            assertThat(shown.find(MenuButton.class, "#overview-extend").isDisabled()).isTrue();
            assertThat(shown.find(Button.class, "#overview-tear-down").isDisabled()).isTrue();
            assertThat(shown.find(Button.class, "#scale-moonshine-tiny-en").isDisabled()).isTrue();
            assertThat(shown.find(Node.class, "#figures").getStyleClass()).contains("stale");
            assertThat(shown.view.status().getValue().orElseThrow().text()).isEqualTo("Not seen");
          }
        });
  }

  @Test
  void a_dead_environment_has_a_button_that_starts_it_again() {
    Fx.run(
        () -> {
          OverviewLab lab = new OverviewLab();
          lab.state = EnvironmentState.FAILED;
          lab.problems =
              List.of(ProblemStatus.of(new EnvironmentProblem.NotRunning(OverviewLab.LAB)));
          lab.put();
          try (Shown shown = new Shown(lab, 1280, 800)) {
            shown.find(Button.class, "#problem-start").fire();

            assertThat(lab.tasks.visible().getFirst().title()).isEqualTo("Start lab again");
          }
        });
  }

  @Test
  void an_end_is_put_off_from_the_menu_and_where_there_is_none_the_menu_says_so() {
    Fx.run(
        () -> {
          OverviewLab lab = new OverviewLab();
          try (Shown shown = new Shown(lab, 1280, 800)) {
            MenuButton extend = shown.find(MenuButton.class, "#overview-extend");
            assertThat(extend.getItems())
                .extracting(MenuItem::getText)
                .containsExactly("It has no expiry to put off");
            lab.expiresAt = Optional.of(OverviewLab.NOON.plusSeconds(7_200));
            lab.put();
            lab.pass(2);
            assertThat(extend.getItems())
                .extracting(MenuItem::getText)
                .containsExactly("By 1 h", "By 4 h", "By 12 h");
          }
        });
  }

  @Test
  void the_logs_open_over_it_and_escape_closes_them() {
    Fx.run(
        () -> {
          OverviewLab lab = new OverviewLab();
          try (Shown shown = new Shown(lab, 1280, 800)) {
            assertThat(shown.view.escape()).isFalse();
            shown.find(Button.class, "#overview-logs").fire();
            assertThat(shown.view.escape()).isTrue();
            assertThat(shown.view.escape()).isFalse();
          }
        });
  }
}
