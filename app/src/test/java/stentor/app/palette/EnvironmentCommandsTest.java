package stentor.app.palette;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import stentor.app.async.TaskRunner;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.environment.Extending;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.testing.ManualLater;
import stentor.app.testing.ModelsDouble;
import stentor.app.testing.PlatformDouble;
import stentor.app.text.Messages;
import stentor.control.Environments;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.speech.problem.Problem;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class EnvironmentCommandsTest {

  private static final EnvironmentName LAB = new EnvironmentName("lab");

  private final PlatformDouble platform = new PlatformDouble();
  private final ManualLater later = new ManualLater();
  private final Clock clock = Clock.systemUTC();
  private final TaskRunner tasks = new TaskRunner(Runnable::run, Runnable::run, clock, later);
  private final Environments environments = new Environments(platform, new ModelsDouble(), clock);
  private final EnvironmentWatch watch =
      new EnvironmentWatch(environments, tasks, Runnable::run, later, clock, Duration.ofSeconds(1));
  private final Messages messages = new Messages();
  private final Navigator navigator = new Navigator(new Screen.Environments());
  private final List<Problem> failed = new ArrayList<>();
  private final EnvironmentCommands commands =
      new EnvironmentCommands(
          watch,
          new Extending(environments, watch, tasks, messages),
          navigator,
          messages,
          failed::add);

  private List<String> titles() {
    return commands.commands().stream().map(Command::title).toList();
  }

  private void run(String title) {
    commands.commands().stream()
        .filter(command -> command.title().equals(title))
        .findFirst()
        .orElseThrow()
        .action()
        .run();
  }

  @Test
  void one_that_is_up_can_be_used_opened_and_taken_down() {
    platform.up("lab");
    var _ = watch.follow(all -> {});

    assertThat(titles()).containsExactly("Transcribe on lab", "Open lab", "Tear down lab");
    run("Tear down lab");
    assertThat(navigator.current()).isEqualTo(new Screen.TearDown(LAB));
  }

  @Test
  void one_that_ends_can_be_extended() {
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
    var _ = watch.follow(all -> {});
    run("Extend lab by 1 h");

    assertThat(platform.extended).containsExactly(LAB);
    assertThat(failed).isEmpty();
  }

  @Test
  void nothing_is_offered_for_one_that_is_not_seen() {
    platform.up("lab").lose(LAB, new EnvironmentProblem.NotRunning(LAB));
    var _ = watch.follow(all -> {});

    assertThat(titles()).isEmpty();
  }
}
