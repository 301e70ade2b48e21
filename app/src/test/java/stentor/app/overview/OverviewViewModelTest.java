package stentor.app.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import stentor.app.async.RunningTask;
import stentor.app.async.TaskState;
import stentor.app.navigation.Screen;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.overview.ProblemNote.Action;
import stentor.app.overview.Reading.Content;
import stentor.control.WorkerRange;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.environment.StatusDocument.ServedModelStatus;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OverviewViewModelTest {

  private final OverviewLab lab = new OverviewLab();
  private final OverviewViewModel model = lab.model;

  private Reading reading() {
    return model.reading();
  }

  @Test
  void before_anybody_has_looked_nothing_is_claimed() {
    assertThat(reading().content()).isEqualTo(Content.LOOKING);
    assertThat(reading().status()).isEmpty();
    assertThat(reading().can()).isEqualTo(Reading.Can.NOTHING);
  }

  @Test
  void health_queue_speed_and_cost_are_told_in_words() {
    lab.served = List.of(OverviewLab.served("moonshine-tiny-en", 2, 1, 5, 1));
    lab.jobs = 30;
    lab.put();
    model.open();
    lab.pass(2);

    assertThat(reading().content()).isEqualTo(Content.THERE);
    assertThat(reading().health())
        .isEqualTo(new FigureText("Healthy", "1 of 2 workers ready, 1 master", Mood.GOOD));
    assertThat(reading().waiting().value()).isEqualTo("5");
    assertThat(reading().waiting().caption()).isEqualTo("waiting; oldest 4.0 s; 1 running");
    assertThat(reading().realTime().value()).isEqualTo("38 ×");
    assertThat(reading().cost().value()).isEqualTo("Free");
    assertThat(reading().end()).isEqualTo("Stops after 10 min without a job");
    assertThat(reading().freshness()).isEqualTo("Live, 1 s ago");
    assertThat(reading().processes())
        .containsExactly("supervisor  31341", "master  31398", "worker · moonshine-tiny-en  31405");
    assertThat(model.models().getFirst().state().text()).isEqualTo("Growing");
  }

  @Test
  void every_state_has_its_word_and_its_mood() {
    record Said(String word, Mood mood) {}
    java.util.Map<EnvironmentState, Said> expected =
        java.util.Map.of(
            EnvironmentState.STARTING, new Said("Starting", Mood.ATTENTION),
            EnvironmentState.UP, new Said("Healthy", Mood.GOOD),
            EnvironmentState.DEGRADED, new Said("Degraded", Mood.ATTENTION),
            EnvironmentState.STOPPING, new Said("Stopping", Mood.ATTENTION),
            EnvironmentState.FAILED, new Said("Failed", Mood.BAD));
    model.open();
    expected.forEach(
        (state, said) -> {
          lab.state = state;
          lab.put();
          lab.pass(2);

          assertThat(reading().health().value()).isEqualTo(said.word());
          assertThat(reading().health().mood()).isEqualTo(said.mood());
        });
  }

  @Test
  void an_environment_that_is_not_there_is_absent() {
    model.open();
    lab.pass(2);
    lab.takeDown();
    lab.pass(2);

    assertThat(reading().content()).isEqualTo(Content.ABSENT);
    model.launch();
    assertThat(lab.navigator.current()).isEqualTo(new Screen.Launch(Optional.empty()));
  }

  @Test
  void a_lost_environment_is_shown_as_it_was_and_nothing_may_be_done_with_it() {
    lab.expiresAt = Optional.of(OverviewLab.NOON.plusSeconds(7_200));
    lab.put();
    model.open();
    lab.pass(2);
    assertThat(reading().can().extend()).isTrue();
    lab.platform.lose(OverviewLab.LAB, new EnvironmentProblem.NotRunning(OverviewLab.LAB));
    lab.pass(120);

    assertThat(reading().health().value()).as("as it was").isEqualTo("Healthy");
    assertThat(reading().stale().orElseThrow().what()).isEqualTo("Stale since 12:00, reconnecting");
    assertThat(reading().freshness()).isEqualTo("Stale since 12:00, reconnecting");
    assertThat(reading().can()).isEqualTo(Reading.Can.NOTHING);
    lab.platform.findAll();
    lab.pass(2);
    assertThat(reading().stale()).isEmpty();
  }

  @Test
  void an_environment_that_died_is_started_again_as_a_task() {
    lab.state = EnvironmentState.FAILED;
    lab.problems = List.of(ProblemStatus.of(new EnvironmentProblem.NotRunning(OverviewLab.LAB)));
    lab.put();
    model.open();
    lab.pass(2);

    assertThat(model.problems().getFirst().actions())
        .containsExactly(Action.START_AGAIN, Action.SHOW_LOGS);
    assertThat(reading().can().use()).isFalse();
    model.startAgain();
    RunningTask task = lab.tasks.visible().getFirst();
    assertThat(task.title()).isEqualTo("Start lab again");
    assertThat(task.state()).isInstanceOf(TaskState.Succeeded.class);
    assertThat(model.startingProperty().get()).isFalse();
  }

  @Test
  void its_end_is_put_off_as_a_task() {
    lab.expiresAt = Optional.of(OverviewLab.NOON.plusSeconds(7_800));
    lab.put();
    model.open();
    lab.pass(2);

    assertThat(reading().end()).isEqualTo("Expires in 2 h 9 min");
    model.extend(Duration.ofHours(4));
    assertThat(lab.tasks.visible().getFirst().title()).isEqualTo("Extend lab by 4 h");
  }

  @Test
  void an_action_that_fails_is_a_problem_until_it_is_dismissed() {
    model.open();
    lab.pass(2);
    model.extend(Duration.ofHours(1));

    ProblemNote note = model.problems().getFirst();
    assertThat(note.code()).isEqualTo(new EnvironmentProblem.NoExpiry(OverviewLab.LAB).code());
    assertThat(note.actions()).containsExactly(Action.DISMISS);
    model.dismiss();
    assertThat(model.problems()).isEmpty();
  }

  @Test
  void workers_are_scaled_as_a_task() {
    model.open();
    lab.pass(2);
    model.scale("moonshine-tiny-en", new WorkerRange(0, 6));

    assertThat(lab.tasks.visible().getFirst().title())
        .isEqualTo("Scale moonshine-tiny-en in lab to 0..6 workers");
    assertThat(lab.platform.wanted(OverviewLab.LAB).orElseThrow().models())
        .containsExactly(new WantedModel("moonshine-tiny-en", "1", 0, 6));
  }

  @Test
  void a_row_changes_only_when_something_of_it_does() {
    List<ServedModelStatus> many = new ArrayList<>();
    for (int index = 0; index < 10_000; index++) {
      many.add(OverviewLab.served("model-" + index, 1, 1, 0, 0));
    }
    lab.served = many;
    lab.put();
    model.open();
    lab.pass(2);
    assertThat(model.models()).hasSize(10_000);
    List<Integer> changed = new ArrayList<>();
    model
        .models()
        .addListener(
            (javafx.collections.ListChangeListener<ModelRow>)
                change -> {
                  while (change.next()) {
                    changed.add(change.getFrom());
                  }
                });
    many.set(77, OverviewLab.served("model-77", 2, 1, 4, 1));
    lab.put();
    lab.pass(2);

    assertThat(changed).containsOnly(77);
    assertThat(model.models().get(77).realTime())
        .as("which of many it is that works is not known")
        .isEmpty();
  }

  @Test
  void charts_show_the_hour_and_the_story_of_the_last_scale_up() {
    lab.busyHour();

    Charts charts = model.chartsProperty().get();
    assertThat(Duration.between(charts.over().from(), charts.over().to()))
        .isEqualTo(Duration.ofHours(1));
    assertThat(charts.waiting().largest(charts.over().from(), charts.over().to())).hasValue(60);
    assertThat(charts.jobs().points()).isNotEmpty();
    assertThat(charts.median().points()).isNotEmpty();
    assertThat(model.scaleUpProperty().get()).map(ScaleUp::to).contains(4);
  }

  @Test
  void charts_of_a_short_history_are_short() {
    model.open();
    lab.pass(60);

    Charts charts = model.chartsProperty().get();
    assertThat(Duration.between(charts.over().from(), charts.over().to()))
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void nothing_is_asked_and_nothing_changes_once_it_is_closed() {
    model.open();
    lab.pass(10);
    model.close();
    Reading before = reading();
    lab.state = EnvironmentState.DEGRADED;
    lab.put();
    lab.pass(30);

    assertThat(reading()).isEqualTo(before);
    assertThat(lab.history.samples(OverviewLab.LAB).getLast().at())
        .as("the history goes on")
        .isAfter(OverviewLab.NOON.plusSeconds(30));
  }

  @Test
  void its_buttons_lead_to_the_other_screens() {
    model.transcribe();
    assertThat(lab.navigator.current())
        .isEqualTo(new Screen.Transcribe(Optional.of(OverviewLab.LAB), List.of()));
    model.tearDown();
    assertThat(lab.navigator.current()).isEqualTo(new Screen.TearDown(OverviewLab.LAB));
    model.follow();
    assertThat(lab.navigator.current()).isEqualTo(new Screen.Change(OverviewLab.LAB));
  }
}
