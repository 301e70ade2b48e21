package stentor.app.closing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.async.Ending;
import stentor.app.async.TaskRunner;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.settings.AppSettings.AtClose;
import stentor.app.settings.SettingsStore;
import stentor.app.testing.ManualLater;
import stentor.app.testing.ModelsDouble;
import stentor.app.testing.PlatformDouble;
import stentor.app.text.Messages;
import stentor.control.Environments;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument.EnvironmentState;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class ClosingViewModelTest {

  private static final Instant NOW = Instant.parse("2026-11-28T11:51:00Z");

  private final PlatformDouble platform = new PlatformDouble();
  private final ManualLater later = new ManualLater();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final List<Runnable> threads = new ArrayList<>();
  private final TaskRunner background = new TaskRunner(Runnable::run, Runnable::run, clock, later);
  private final TaskRunner started = new TaskRunner(threads::add, Runnable::run, clock, later);
  private final Environments environments = new Environments(platform, new ModelsDouble(), clock);
  private final EnvironmentWatch watch =
      new EnvironmentWatch(
          environments, background, Runnable::run, later, clock, Duration.ofSeconds(1));
  private final List<EnvironmentName> takenDown = new ArrayList<>();
  private int closed;

  @TempDir private Path folder;

  private SettingsStore settings() {
    return new SettingsStore(folder.resolve("settings.json"), Runnable::run);
  }

  private ClosingViewModel model(SettingsStore settings) {
    var _ = watch.follow(all -> {});
    return new ClosingViewModel(
        watch,
        environments,
        background,
        started.visible(),
        settings,
        (names, done) -> {
          takenDown.addAll(names);
          done.run();
        },
        new Messages(),
        clock,
        ZoneOffset.UTC);
  }

  private ClosingViewModel asked(SettingsStore settings) {
    ClosingViewModel model = model(settings);
    model.request(() -> closed++);
    return model;
  }

  @Test
  void with_nothing_up_it_closes_without_a_question() {
    ClosingViewModel model = asked(settings());

    assertThat(model.questionProperty().get()).isEmpty();
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void with_an_environment_up_it_says_what_that_does_without_the_app() {
    platform.up("default");
    ClosingViewModel model = asked(settings());

    ClosingQuestion question = model.questionProperty().get().orElseThrow();
    assertThat(question.title()).isEqualTo("This computer is still up");
    assertThat(question.text()).contains("stops by itself after 10 min");
    assertThat(question.keep()).isEqualTo("Keep running");
    assertThat(question.tearDown()).contains("Tear down");
    assertThat(closed).isZero();
  }

  @Test
  void an_end_that_is_known_is_named() {
    EnvironmentDocument wanted = PlatformDouble.wanted("lab");
    platform.put(
        PlatformDouble.status("lab", EnvironmentState.UP),
        new EnvironmentDocument(
            1,
            wanted.environment(),
            wanted.platform(),
            wanted.wanted(),
            wanted.since(),
            wanted.port(),
            wanted.models(),
            Optional.of(Instant.parse("2026-11-28T14:05:00Z")),
            OptionalLong.empty(),
            Optional.empty()));

    assertThat(asked(settings()).questionProperty().get().orElseThrow().keep())
        .isEqualTo("Keep running until 14:05");
  }

  @Test
  void kept_it_closes_and_takes_nothing_down() {
    platform.up("default");
    asked(settings()).keep();

    assertThat(closed).isEqualTo(1);
    assertThat(takenDown).isEmpty();
  }

  @Test
  void torn_down_it_closes_when_all_are_gone() {
    platform.up("default").up("lab");
    asked(settings()).tearDown();

    assertThat(takenDown).extracting(EnvironmentName::value).containsExactly("default", "lab");
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void jobs_that_tearing_down_would_cancel_are_counted() {
    platform.up("default");
    platform.unfinished = 3;

    assertThat(asked(settings()).questionProperty().get().orElseThrow().warning())
        .contains("Tearing down cancels 3 jobs that have not ended.");
  }

  @Test
  void a_remembered_tear_down_is_asked_about_where_jobs_have_not_ended() {
    platform.up("default");
    SettingsStore settings = settings();
    settings.change(before -> before.withAtClose(Optional.of(AtClose.TEAR_DOWN)));
    ClosingViewModel model = model(settings);
    model.request(() -> closed++);
    assertThat(takenDown).hasSize(1);
    assertThat(closed).isEqualTo(1);

    platform.unfinished = 1;
    model.request(() -> closed++);
    assertThat(takenDown).hasSize(1);
    assertThat(closed).isEqualTo(1);
    assertThat(model.questionProperty().get().orElseThrow().warning())
        .contains("Tearing down cancels 1 job that has not ended.");
  }

  @Test
  void an_environment_that_cannot_be_seen_is_asked_about_too() {
    platform.up("default");
    ClosingViewModel model = model(settings());
    EnvironmentName name = new EnvironmentName("default");
    platform.lose(name, new EnvironmentProblem.SupervisorSilent(name, NOW));
    later.pass(Duration.ofSeconds(2));
    model.request(() -> closed++);

    assertThat(closed).isZero();
    assertThat(model.questionProperty().get().orElseThrow().text())
        .startsWith("It was up when it was seen last");
  }

  @Test
  void who_stays_is_asked_again_next_time() {
    platform.up("default");
    ClosingViewModel model = asked(settings());
    model.stay();
    assertThat(model.questionProperty().get()).isEmpty();
    model.request(() -> closed++);

    assertThat(model.questionProperty().get()).isPresent();
    assertThat(closed).isZero();
  }

  @Test
  void an_answer_that_shall_be_remembered_is_not_asked_for_again() {
    platform.up("default");
    SettingsStore settings = settings();
    ClosingViewModel model = asked(settings);
    model.rememberProperty().set(true);
    model.keep();
    assertThat(settings.current().atClose()).contains(AtClose.KEEP);

    model.request(() -> closed++);
    assertThat(closed).isEqualTo(2);
    assertThat(model.questionProperty().get()).isEmpty();
  }

  @Test
  void a_task_that_runs_is_named_whatever_was_remembered() {
    platform.up("default");
    SettingsStore settings = settings();
    settings.change(before -> before.withAtClose(Optional.of(AtClose.KEEP)));
    ClosingViewModel model = model(settings);
    var _ =
        started.start("Transcribe lecture.wav", report -> "", Ending.of(done -> {}, failed -> {}));
    model.request(() -> closed++);

    assertThat(model.questionProperty().get().orElseThrow().running())
        .containsExactly("Transcribe lecture.wav");
    assertThat(closed).isZero();
  }

  @Test
  void a_task_without_an_environment_is_asked_about_and_nothing_is_remembered() {
    SettingsStore settings = settings();
    ClosingViewModel model = model(settings);
    var _ = started.start("Fetch a model", report -> "", Ending.of(done -> {}, failed -> {}));
    model.request(() -> closed++);
    ClosingQuestion question = model.questionProperty().get().orElseThrow();
    assertThat(question.tearDown()).isEmpty();
    model.rememberProperty().set(true);
    model.keep();

    assertThat(closed).isEqualTo(1);
    assertThat(settings.current().atClose()).isEmpty();
  }

  @Test
  void many_environments_are_named_up_to_three() {
    for (int index = 0; index < 10_000; index++) {
      platform.up("lab-" + index);
    }

    assertThat(asked(settings()).questionProperty().get().orElseThrow().title())
        .isEqualTo("lab-0, lab-1, lab-10 and 9997 more are still up");
  }
}
