package stentor.app.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import stentor.app.navigation.Screen;
import stentor.app.testing.AccessDouble;
import stentor.app.testing.Framed;
import stentor.app.testing.Fx;
import stentor.app.testing.Workbench;
import stentor.app.widget.Figure;
import stentor.control.secret.Keeping;
import stentor.control.secret.KeptKey;
import stentor.protocol.environment.CloudRequest.Network;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument.ProblemStatus;

/** The screen on which an environment is put together. */
@ExtendWith(Fx.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LaunchViewTest {

  static final List<ModelOffer> OFFERS =
      List.of(
          new ModelOffer(
              "moonshine-tiny-en",
              "1",
              "Moonshine tiny (English)",
              List.of("en"),
              "MIT",
              27_000_000,
              true,
              true),
          new ModelOffer(
              "noop",
              "1",
              "A model with a name that is so long that nobody could ever read it in one breath, "
                  + "made for this test",
              List.of("en", "de", "fr", "ja"),
              "Apache-2.0",
              22_000_000,
              false,
              false));

  static final AwsProfiles.Found PROFILES =
      new AwsProfiles.Found(
          List.of(
              new AwsProfiles.Profile("default", Optional.of("eu-west-1")),
              new AwsProfiles.Profile("lab", Optional.of("eu-central-1"))),
          "default",
          Optional.of("eu-west-1"));

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AccessDouble access = new AccessDouble();
  private final Workbench bench = new Workbench();
  private Optional<Framed> framed = Optional.empty();

  private LaunchViewModel open(Optional<EnvironmentName> existing, List<ModelOffer> offers) {
    LaunchViewModel model =
        Fx.on(
            () ->
                new LaunchViewModel(
                    existing,
                    bench.environments,
                    () -> offers,
                    () -> PROFILES,
                    new CloudAccess(access, bench.tasks, bench.messages),
                    bench.settings,
                    bench.tasks,
                    bench.changes,
                    bench.navigator,
                    bench.messages));
    framed =
        Optional.of(
            Framed.show(
                new Screen.Launch(existing), Fx.on(() -> new LaunchView(model, bench.fxml))));
    await().atMost(PATIENCE).until(() -> Fx.on(model::phase) instanceof LaunchPhase.Choosing);
    return model;
  }

  @AfterEach
  void close() {
    framed.ifPresent(Framed::close);
  }

  private <T> T find(String id, Class<T> type) {
    return type.cast(framed.orElseThrow().scene().lookup("#" + id));
  }

  private void click(String id) {
    Fx.run(
        () -> {
          if (find(id, Object.class) instanceof ToggleButton toggle) {
            toggle.fire();
          } else {
            find(id, Button.class).fire();
          }
        });
  }

  @Test
  void from_what_is_chosen_to_the_plan_and_to_its_start() {
    LaunchViewModel model = open(Optional.empty(), OFFERS);
    assertThat(Fx.on(() -> find("name", TextField.class).getText())).isEqualTo("default");
    framed.orElseThrow().picture("launch");
    click("expiry-4h");

    click("launch-plan");
    await().atMost(PATIENCE).until(() -> Fx.on(model::phase) instanceof LaunchPhase.Planned);
    framed.orElseThrow().picture("launch-plan");
    click("launch-start");

    assertThat(Fx.on(bench.navigator::current))
        .isEqualTo(new Screen.Change(EnvironmentName.DEFAULT));
    await().atMost(PATIENCE).until(() -> !bench.platform.asked.isEmpty());
    assertThat(bench.platform.asked.getFirst().expire()).contains(Duration.ofHours(4));
  }

  @Test
  void who_one_is_to_the_cloud_is_asked_and_said() {
    var _ = open(Optional.empty(), OFFERS);
    click("where-aws");
    click("access-check");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(said())
                    .contains("000000000042", "assumed-role/lab/stentor", "2026-11-29T12:00:00Z"));
    framed.orElseThrow().picture("launch-access");
  }

  @Test
  void what_is_wrong_with_credentials_is_said_until_others_are_chosen() {
    LaunchViewModel model = open(Optional.empty(), OFFERS);
    click("where-aws");
    Fx.run(() -> model.cloud().profileProperty().set(Optional.of("nobody")));
    click("access-check");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(said()).contains("keeps no access keys nobody"));

    Fx.run(() -> model.cloud().profileProperty().set(Optional.of("lab")));

    assertThat(said()).doesNotContain("nobody");
  }

  @Test
  void access_keys_are_typed_unseen_kept_and_chosen_and_stay_in_no_field() {
    LaunchViewModel model = open(Optional.empty(), OFFERS);
    click("where-aws");
    click("access-keys");
    assertThat(Fx.on(() -> find("access-keep", Button.class).isDisabled())).isTrue();
    assertThat(Fx.on(() -> find("access-place", Label.class).getText())).contains("forgotten");
    Fx.run(
        () -> {
          find("access-name", TextField.class).setText("bench");
          find("access-id", PasswordField.class).setText("AKIACANARYCANARY0042");
          find("access-secret", PasswordField.class).setText("canary/secret");
          find("access-passphrase", PasswordField.class).setText("open sesame");
        });
    framed.orElseThrow().picture("launch-access-keys");
    assertThat(Fx.on(() -> find("access-place", Label.class).getText())).contains("file");
    click("access-keep");

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(said()).contains("encrypted file"));
    assertThat(access.keys).extracting(KeptKey::kept).containsExactly(Keeping.FILE);
    assertThat(Fx.on(() -> model.cloud().profileProperty().get())).contains("bench");
    assertThat(
            Fx.on(
                () ->
                    find("access-id", PasswordField.class).getText()
                        + find("access-secret", PasswordField.class).getText()
                        + find("access-passphrase", PasswordField.class).getText()))
        .isEmpty();
  }

  private String said() {
    return Fx.on(() -> find("access-said", Label.class).getText());
  }

  @Test
  void the_plan_of_a_cloud_tells_its_cost_and_the_button_names_it() {
    LaunchViewModel model = open(Optional.empty(), OFFERS);
    click("where-aws");
    framed.orElseThrow().picture("launch-cloud");
    assertThat(Fx.on(() -> find("idleField", VBox.class).isVisible())).isFalse();
    assertThat(Fx.on(() -> find("expiry-unsaid", ToggleButton.class).isVisible())).isFalse();
    assertThat(Fx.on(() -> find("expiry-4h", ToggleButton.class).isSelected())).isTrue();
    click("network-nat");
    assertThat(Fx.on(() -> find("networkText", Label.class).getText())).contains("5 cents an hour");

    click("launch-plan");
    await().atMost(PATIENCE).until(() -> Fx.on(model::phase) instanceof LaunchPhase.Planned);
    framed.orElseThrow().picture("launch-cloud-plan");
    assertThat(Fx.on(() -> find("cost", Figure.class).getValue())).isEqualTo("$0.12/h");
    assertThat(Fx.on(() -> find("cost", Figure.class).getCaption())).contains("$0.49");
    assertThat(Fx.on(() -> find("launch-start", Button.class).getText())).contains("$0.49");
    click("launch-start");

    await().atMost(PATIENCE).until(() -> !bench.platform.asked.isEmpty());
    assertThat(bench.platform.asked.getFirst().platform()).contains("aws");
    assertThat(bench.platform.asked.getFirst().cloud().network()).contains(Network.NAT);
  }

  @Test
  void a_rehearsal_is_free_and_says_what_it_would_cost() {
    LaunchViewModel model = open(Optional.empty(), OFFERS);
    click("where-rehearsal");
    click("launch-plan");
    await().atMost(PATIENCE).until(() -> Fx.on(model::phase) instanceof LaunchPhase.Planned);

    assertThat(Fx.on(() -> find("badge", Label.class).getText())).contains("simulated");
    assertThat(Fx.on(() -> find("cost", Figure.class).getValue())).isEqualTo("Free");
    assertThat(Fx.on(() -> find("cost", Figure.class).getCaption())).contains("$0.12 an hour");
  }

  @Test
  void all_that_is_wrong_is_told_at_its_field_at_once() {
    LaunchViewModel model = open(Optional.empty(), OFFERS);
    Fx.run(
        () -> {
          find("name", TextField.class).setText("My Lab");
          find("most", TextField.class).setText("none");
          find("expiry-other", ToggleButton.class).fire();
          find("expiryText", TextField.class).setText("soon");
          model.models().forEach(row -> row.chosenProperty().set(false));
        });
    assertThat(Fx.on(() -> find("nameWrong", Label.class).getText())).contains("Small letters");

    click("launch-plan");

    framed.orElseThrow().picture("launch-wrong");
    assertThat(Fx.on(model::phase)).isInstanceOf(LaunchPhase.Choosing.class);
    for (String label : List.of("nameWrong", "modelsWrong", "workersWrong", "expiryWrong")) {
      assertThat(Fx.on(() -> find(label, Label.class).isVisible())).as(label).isTrue();
    }
    assertThat(Fx.on(() -> find("idleWrong", Label.class).isVisible())).isFalse();
  }

  @Test
  void what_stands_in_the_way_of_the_plan_keeps_it_from_being_started() {
    bench.platform.planProblems =
        List.of(
            new ProblemStatus(
                "disk_full",
                "There is no room for the model moonshine-tiny-en",
                "27 MB are needed and 3 MB are free on the disk of the home folder",
                List.of("Free 24 MB, or move the folder with STENTOR_HOME.")));
    LaunchViewModel model = open(Optional.empty(), OFFERS);

    click("launch-plan");
    await().atMost(PATIENCE).until(() -> Fx.on(model::phase) instanceof LaunchPhase.Planned);

    framed.orElseThrow().picture("launch-problem");
    assertThat(Fx.on(() -> find("launch-start", Button.class).isDisabled())).isTrue();
  }

  @Test
  void an_environment_that_is_there_is_changed_and_keeps_its_name() {
    bench.platform.up("asr-lab");
    EnvironmentName name = new EnvironmentName("asr-lab");
    LaunchViewModel model = open(Optional.of(name), OFFERS);
    framed.orElseThrow().picture("launch-change");

    assertThat(Fx.on(() -> find("name", TextField.class).isDisabled())).isTrue();
    assertThat(Fx.on(() -> model.models().getFirst().isServed())).isTrue();
    Fx.run(() -> model.models().get(1).chosenProperty().set(true));
    assertThat(Fx.on(() -> model.request().models())).containsExactly("noop");
    assertThat(Fx.on(() -> model.request().workers())).isEmpty();
  }

  @Test
  void with_no_model_it_says_so_and_with_ten_thousand_only_those_seen_have_nodes() {
    LaunchViewModel none = open(Optional.empty(), List.of());
    framed.orElseThrow().picture("launch-none");
    assertThat(Fx.on(() -> none.models().size())).isZero();
    close();
    List<ModelOffer> many =
        Stream.concat(
                OFFERS.stream(),
                IntStream.range(0, 10_000)
                    .mapToObj(
                        number ->
                            new ModelOffer(
                                "m" + number,
                                "1",
                                "Model " + number,
                                List.of("en"),
                                "MIT",
                                1,
                                true,
                                false)))
            .toList();
    LaunchViewModel model = open(Optional.empty(), many);

    assertThat(Fx.on(() -> model.models().size())).isEqualTo(10_002);
    assertThat(Fx.on(() -> find("models", ListView.class).lookupAll(".model-row").size()))
        .isLessThan(60);
  }
}
