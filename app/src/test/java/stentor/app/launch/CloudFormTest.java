package stentor.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.async.TaskRunner;
import stentor.app.change.OngoingChanges;
import stentor.app.environment.Place;
import stentor.app.launch.LaunchViewModel.Field;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.settings.SettingsStore;
import stentor.app.testing.AccessDouble;
import stentor.app.testing.CloudScene;
import stentor.app.testing.ManualLater;
import stentor.app.testing.ModelsDouble;
import stentor.app.testing.PlatformDouble;
import stentor.app.text.Messages;
import stentor.control.Environments;
import stentor.protocol.environment.CloudRequest;
import stentor.protocol.environment.CloudRequest.Network;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument.EnvironmentState;

/** What is asked of a cloud, without a window. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CloudFormTest {

  @TempDir private Path folder;
  private final PlatformDouble platform = new PlatformDouble();
  private final Clock clock = Clock.fixed(Instant.parse("2026-11-28T11:51:00Z"), ZoneOffset.UTC);
  private final ManualLater later = new ManualLater();
  private final Messages messages = new Messages();
  private final TaskRunner tasks = new TaskRunner(Runnable::run, Runnable::run, clock, later);
  private final Environments environments = new Environments(platform, new ModelsDouble(), clock);

  private LaunchViewModel model(Optional<EnvironmentName> existing) {
    LaunchViewModel model =
        new LaunchViewModel(
            existing,
            environments,
            () -> LaunchViewTest.OFFERS,
            () -> LaunchViewTest.PROFILES,
            new CloudAccess(new AccessDouble(), tasks, messages),
            new SettingsStore(folder.resolve("settings.json"), Runnable::run),
            tasks,
            new OngoingChanges(
                environments, tasks, Runnable::run, later, clock, messages, () -> {}),
            new Navigator(new Screen.Environments()),
            messages);
    model.look();
    return model;
  }

  private LaunchViewModel on(Place place) {
    LaunchViewModel model = model(Optional.empty());
    model.cloud().placeProperty().set(place);
    return model;
  }

  @Test
  void a_cloud_is_asked_for_with_its_defaults() {
    LaunchViewModel model = on(Place.AWS);

    assertThat(model.nameProperty().get()).isEqualTo("lab");
    assertThat(model.request().platform()).contains("aws");
    assertThat(model.request().expire()).contains(Duration.ofHours(4));
    assertThat(model.request().cloud())
        .isEqualTo(
            new CloudRequest(
                Optional.of("eu-west-1"),
                Optional.empty(),
                Optional.of(Network.PUBLIC),
                OptionalDouble.empty()));
  }

  @Test
  void back_on_this_computer_nothing_of_the_cloud_is_asked_and_no_end_is_left() {
    LaunchViewModel model = on(Place.AWS);
    model.cloud().placeProperty().set(Place.HERE);

    assertThat(model.nameProperty().get()).isEqualTo("default");
    assertThat(model.request().platform()).isEmpty();
    assertThat(model.request().cloud()).isEqualTo(CloudRequest.NONE);
    assertThat(model.request().expire()).isEmpty();
  }

  @Test
  void a_rehearsal_takes_no_profile_and_has_a_region_of_its_own() {
    LaunchViewModel model = model(Optional.empty());
    model.cloud().profileProperty().set(Optional.of("lab"));
    model.cloud().placeProperty().set(Place.REHEARSAL);

    assertThat(model.request().platform()).contains("rehearsal");
    assertThat(model.request().cloud().profile()).isEmpty();
    assertThat(model.request().cloud().region()).contains("eu-central-1");
  }

  @Test
  void a_profile_brings_its_region_where_none_is_written() {
    LaunchViewModel model = on(Place.AWS);
    model.cloud().regionProperty().set("");
    model.cloud().profileProperty().set(Optional.of("lab"));

    assertThat(model.request().cloud().region()).contains("eu-central-1");
    assertThat(model.request().cloud().profile()).contains("lab");
  }

  @Test
  void what_is_wrong_is_told_at_its_field_and_only_for_a_cloud() {
    LaunchViewModel model = on(Place.AWS);
    model.cloud().regionProperty().set("Frankfurt");
    model.cloud().budgetProperty().set("much");
    model.plan();

    assertThat(model.phase()).isEqualTo(new LaunchPhase.Choosing());
    assertThat(model.wrong(Field.REGION)).contains("eu-central-1");
    assertThat(model.wrong(Field.BUDGET)).isNotEmpty();

    model.cloud().placeProperty().set(Place.HERE);
    assertThat(model.wrongProperty().get()).isEmpty();
  }

  @Test
  void what_was_started_is_what_is_offered_next_time() throws IOException {
    LaunchViewModel model = on(Place.REHEARSAL);
    model.cloud().regionProperty().set("eu-north-1");
    model.cloud().networkProperty().set(Network.NAT);
    model.cloud().budgetProperty().set("$5");
    model.plan();
    model.start();
    assertThat(Files.readString(folder.resolve("settings.json"))).contains("eu-north-1");

    LaunchViewModel next = model(Optional.empty());
    assertThat(next.cloud().place()).isEqualTo(Place.REHEARSAL);
    assertThat(next.cloud().regionProperty().get()).isEqualTo("eu-north-1");
    assertThat(next.cloud().networkProperty().get()).isEqualTo(Network.NAT);
    assertThat(next.cloud().budgetProperty().get()).isEqualTo("5");
    assertThat(next.request().expire()).contains(Duration.ofHours(4));
  }

  @Test
  void of_one_that_stands_only_what_differs_is_asked() {
    Instant since = clock.instant();
    platform.put(
        CloudScene.status("lab", "aws", EnvironmentState.UP, since),
        CloudScene.wanted("lab", "aws", since));
    LaunchViewModel model = model(Optional.of(new EnvironmentName("lab")));

    assertThat(model.request().platform()).contains("aws");
    assertThat(model.request().cloud()).isEqualTo(CloudRequest.NONE);
    assertThat(model.request().expire()).isEmpty();
    model.cloud().budgetProperty().set("8");
    assertThat(model.request().cloud().budget()).hasValue(8);
    assertThat(model.request().cloud().region()).isEmpty();
  }
}
