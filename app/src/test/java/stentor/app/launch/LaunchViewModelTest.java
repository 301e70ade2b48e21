package stentor.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.app.async.TaskRunner;
import stentor.app.change.OngoingChanges;
import stentor.app.launch.LaunchViewModel.Field;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.settings.SettingsStore;
import stentor.app.testing.AccessDouble;
import stentor.app.testing.ManualLater;
import stentor.app.testing.ModelsDouble;
import stentor.app.testing.PlatformDouble;
import stentor.app.text.Messages;
import stentor.control.Environments;
import stentor.control.WorkerRange;
import stentor.protocol.environment.EnvironmentName;

/** What a new environment shall be, without a window. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LaunchViewModelTest {

  private final PlatformDouble platform = new PlatformDouble();
  private final Clock clock = Clock.fixed(Instant.parse("2026-11-28T11:51:00Z"), ZoneOffset.UTC);
  private final ManualLater later = new ManualLater();
  private final Messages messages = new Messages();
  private final TaskRunner tasks = new TaskRunner(Runnable::run, Runnable::run, clock, later);
  private final Environments environments = new Environments(platform, new ModelsDouble(), clock);
  private final Navigator navigator = new Navigator(new Screen.Environments());

  private final SettingsStore settings =
      new SettingsStore(Path.of("no", "such", "settings.json"), task -> {});

  private LaunchViewModel model(Optional<EnvironmentName> existing) {
    LaunchViewModel model =
        new LaunchViewModel(
            existing,
            environments,
            () -> LaunchViewTest.OFFERS,
            () -> LaunchViewTest.PROFILES,
            new CloudAccess(new AccessDouble(), tasks, messages),
            settings,
            tasks,
            new OngoingChanges(
                environments, tasks, Runnable::run, later, clock, messages, () -> {}),
            navigator,
            messages);
    model.look();
    return model;
  }

  @Test
  void where_the_default_name_is_taken_another_one_is_suggested() {
    platform.up("default").up("lab");

    assertThat(model(Optional.empty()).nameProperty().get()).isEqualTo("lab-2");
  }

  @Test
  void a_name_is_judged_while_it_is_typed() {
    platform.up("asr-lab");
    LaunchViewModel model = model(Optional.empty());

    for (String wrong : new String[] {"", "Lab", "1lab", "lab-", "asr-lab", "a".repeat(21)}) {
      model.nameProperty().set(wrong);
      assertThat(model.wrong(Field.NAME)).as(wrong).isNotEmpty();
    }
    model.nameProperty().set("asr-lab-2");
    assertThat(model.wrong(Field.NAME)).isEmpty();
  }

  @Test
  void times_and_workers_become_what_they_spell() {
    LaunchViewModel model = model(Optional.empty());
    model.fewestProperty().set("2");
    model.mostProperty().set(" 12 ");
    model.expiryProperty().set(new End.Other());
    model.expiryTextProperty().set("1h 30m");
    model.idleProperty().set(new End.After(Duration.ofMinutes(10)));

    assertThat(model.request().workers()).contains(new WorkerRange(2, 12));
    assertThat(model.request().expire()).contains(Duration.ofMinutes(90));
    assertThat(model.request().idle()).contains(Duration.ofMinutes(10));
    assertThat(model.request().models()).containsExactly("moonshine-tiny-en");
  }

  @Test
  void nothing_is_started_without_a_plan_and_back_keeps_what_was_chosen() {
    LaunchViewModel model = model(Optional.empty());
    model.start();
    assertThat(platform.asked).isEmpty();

    model.nameProperty().set("mine");
    model.plan();
    assertThat(model.canStart()).isTrue();
    model.back();
    assertThat(model.phase()).isEqualTo(new LaunchPhase.Choosing());
    assertThat(model.nameProperty().get()).isEqualTo("mine");
    model.back();
    assertThat(navigator.current()).isEqualTo(new Screen.Environments());
  }
}
