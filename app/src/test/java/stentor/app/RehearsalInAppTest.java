package stentor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.chart.GanttChart;
import stentor.app.navigation.Screen;
import stentor.app.testing.Fx;
import stentor.app.testing.ModelsDouble;
import stentor.control.Environments;
import stentor.control.cloud.CloudPlatforms;
import stentor.control.local.Deadlines;
import stentor.control.local.LocalPlatform;
import stentor.control.local.SupervisorLauncher;
import stentor.control.secret.AccessKeys;
import stentor.models.StentorHome;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.program.Dist;

/**
 * The whole app through a rehearsal: chosen, planned, made, seen, put off, torn down and proved
 * gone, by the platform of AWS against the simulated cloud of {@code dist/}.
 */
@ExtendWith(Fx.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RehearsalInAppTest {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final EnvironmentName NAME = new EnvironmentName("dry-run");
  private static final Path DIST = Path.of("..", "dist").toAbsolutePath().normalize();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path home;

  private Optional<Composition> composition = Optional.empty();
  private Optional<Stage> stage = Optional.empty();

  private void open() {
    Dist dist =
        new Dist(DIST, Path.of(System.getProperty("java.home")), Runtime.version().toString());
    Fx.run(
        () -> {
          Composition made =
              new Composition(
                  new StentorHome(home),
                  new QuietDesktop(),
                  (folder, library, clock, signIn) -> {
                    AccessKeys keys =
                        AccessKeys.withoutKeychain(folder.root().resolve("credentials"), clock);
                    CloudPlatforms clouds =
                        new CloudPlatforms(folder, Optional.of(dist), Map.of(), keys, signIn);
                    LocalPlatform local =
                        new LocalPlatform(
                            folder.environments(),
                            new SupervisorLauncher(Optional.of(dist), folder.root()),
                            clock,
                            new SecureRandom(),
                            Deadlines.GENEROUS);
                    return new Composition.Reach(
                        new Environments(clouds.beside(local), new ModelsDouble(), clock),
                        new KeptAccess(clouds, keys));
                  });
          Stage window = new Stage();
          window.setScene(new Scene(made.root(), 1280, 800));
          made.theme().dress(window.getScene());
          window.show();
          made.start();
          made.navigator().show(new Screen.Launch(Optional.empty()));
          composition = Optional.of(made);
          stage = Optional.of(window);
        });
  }

  @AfterEach
  void close() throws IOException, InterruptedException {
    Fx.run(
        () -> {
          stage.ifPresent(Stage::close);
          composition.ifPresent(Composition::close);
        });
    Path simulator = home.resolve("rehearsal/simulator.json");
    if (Files.exists(simulator)) {
      long pid = new ObjectMapper().readTree(simulator.toFile()).path("pid").asLong();
      Optional<ProcessHandle> running = ProcessHandle.of(pid);
      running.ifPresent(ProcessHandle::destroy);
      running.ifPresent(one -> one.onExit().completeOnTimeout(one, 30, TimeUnit.SECONDS).join());
    }
  }

  private <T> T find(String id, Class<T> type) {
    return type.cast(stage.orElseThrow().getScene().lookup("#" + id));
  }

  private boolean isSeen(String id) {
    for (Node node = find(id, Node.class); node != null; node = node.getParent()) {
      if (!node.isVisible()) {
        return false;
      }
      if (node.getParent() == null) {
        return true;
      }
    }
    return false;
  }

  private static ConditionFactory patiently() {
    return await().atMost(PATIENCE);
  }

  private void untilSeen(String id) {
    patiently().until(() -> Fx.on(() -> isSeen(id)));
  }

  private void press(String id) {
    Fx.run(() -> find(id, Button.class).fire());
  }

  private String text(String id) {
    return Fx.on(() -> find(id, Label.class).getText());
  }

  private void go(Screen screen) {
    Fx.run(() -> composition.orElseThrow().navigator().show(screen));
  }

  @Test
  void from_the_wizard_to_a_cluster_and_back_to_nothing() {
    assumeThat(DIST.resolve("simulator.args")).exists();
    open();
    untilSeen("launch-plan");
    Fx.run(
        () -> {
          find("where-rehearsal", ToggleButton.class).fire();
          find("name", TextField.class).setText(NAME.value());
          find("launch-plan", Button.class).fire();
        });
    untilSeen("launch-start");
    assertThat(text("badge")).contains("Rehearsal");
    press("launch-start");

    untilSeen("hint");
    Fx.run(() -> find("gantt", GanttChart.class).choose(Optional.of("0/stack-cluster")));
    untilSeen("finish");
    assertThat(text("finishText")).contains("cluster");
    assertThat(Fx.on(() -> find("made", ListView.class).getItems().size())).isGreaterThan(4);

    go(new Screen.Overview(NAME));
    untilSeen("cloud-inventory");
    patiently()
        .until(() -> Fx.on(() -> find("cloud-inventory", TableView.class).getItems().size()) > 40);
    patiently().until(() -> text("cloud-end").startsWith("3 h"));
    press("cloud-extend");
    patiently().until(() -> text("cloud-end").startsWith("4 h"));

    go(new Screen.TearDown(NAME));
    untilSeen("typed");
    Fx.run(() -> find("typed", TextField.class).setText(NAME.value()));
    press("act");
    untilSeen("receipt-save");
    assertThat(text("heading")).isEqualTo("Nothing is left of dry-run");
    assertThat(text("badge")).contains("Rehearsal");
  }
}
