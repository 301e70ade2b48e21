package stentor.app.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import stentor.app.async.TaskRunner;
import stentor.app.testing.ManualLater;
import stentor.app.testing.ModelsDouble;
import stentor.app.testing.PlatformDouble;
import stentor.control.Environments;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentName;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class EnvironmentWatchTest {

  private static final Duration PACE = Duration.ofSeconds(1);
  private static final EnvironmentName LAB = new EnvironmentName("lab");

  private final PlatformDouble platform = new PlatformDouble();
  private final ManualLater later = new ManualLater();
  private final List<List<Seen>> told = new ArrayList<>();
  private final EnvironmentWatch watch =
      new EnvironmentWatch(
          new Environments(platform, new ModelsDouble(), Clock.systemUTC()),
          new TaskRunner(Runnable::run, Runnable::run, Clock.systemUTC(), later),
          Runnable::run,
          later,
          Clock.systemUTC(),
          PACE);

  @Test
  void what_is_seen_is_told_again_and_again_while_somebody_follows() {
    var following = watch.follow(told::add);
    platform.up("lab");
    later.pass(PACE);

    assertThat(told.getLast()).extracting(Seen::name).containsExactly(LAB);
    following.close();
    int before = told.size();
    later.pass(PACE.multipliedBy(5));
    assertThat(told).hasSize(before);
    assertThat(later.planned()).isZero();
  }

  @Test
  void an_environment_that_cannot_be_seen_any_more_is_told_as_it_was_and_as_lost() {
    platform.up("lab");
    watch.follow(told::add);
    platform.lose(LAB, new EnvironmentProblem.NotRunning(LAB));
    later.pass(PACE);

    Seen lost = told.getLast().getFirst();
    assertThat(lost.isFresh()).isFalse();
    assertThat(lost.serves()).isTrue();
  }

  @Test
  void an_environment_that_could_never_be_seen_is_told_as_lost_too() {
    platform.up("lab").lose(LAB, new EnvironmentProblem.NotRunning(LAB));
    watch.follow(told::add);

    assertThat(told.getLast()).singleElement().extracting(Seen::isFresh).isEqualTo(false);
  }

  @Test
  void trouble_with_all_of_them_is_told_until_it_is_over() {
    platform.fail(new EnvironmentProblem.NotRunning(LAB));
    watch.follow(told::add);
    assertThat(watch.troubleProperty().get()).isPresent();

    platform.findAll();
    later.pass(PACE);
    assertThat(watch.troubleProperty().get()).isEmpty();
  }

  @Test
  void looks_that_are_asked_for_begin_no_second_series_of_looks() {
    watch.follow(told::add);
    for (int times = 0; times < 10; times++) {
      watch.look();
    }
    later.pass(PACE.multipliedBy(2));
    int before = told.size();
    later.pass(PACE);

    assertThat(told).hasSize(before + 1);
  }
}
