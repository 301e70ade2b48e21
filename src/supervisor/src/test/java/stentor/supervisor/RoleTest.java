package stentor.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import stentor.protocol.job.Failure;

/** A place for a process, filled by real ones that never say that they are ready. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@DisabledOnOs(OS.WINDOWS)
class RoleTest {

  @TempDir Path folder;
  private final List<ChildProcess> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(ChildProcess::kill);
  }

  @Test
  void a_process_that_does_not_become_ready_is_killed_and_another_takes_its_place()
      throws Exception {
    Role role =
        new Role(
            "worker-1",
            () -> {
              started.add(
                  ChildProcess.start(
                      "worker-1", List.of("sleep", "600"), folder.resolve("errors.log")));
              return started.getLast();
            },
            (child, port) -> {
              throw new AssertionError("It was never ready");
            });
    long begun = 1_000;
    role.tick(begun);
    role.tick(begun + Duration.ofMinutes(4).toNanos());
    assertThat(started.getFirst().alive()).isTrue();

    long late = begun + Duration.ofMinutes(6).toNanos();
    role.tick(late);

    await().until(() -> !started.getFirst().alive());
    role.tick(late);
    assertThat(role.problem()).get().extracting(Failure::code).isEqualTo("start_timed_out");
    role.tick(late + Duration.ofMinutes(1).toNanos());
    assertThat(started).hasSize(2);
    assertThat(started.getLast().alive()).isTrue();
  }
}
