package stentor.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import stentor.jobs.queue.WorkQueue.Depth;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.job.Failure;

/** Real processes that answer, answer badly, or were stopped and do not answer at all. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProcessHealthTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final ProcessHealth.Rhythm FAST =
      new ProcessHealth.Rhythm(Duration.ofMillis(300), Duration.ofMillis(250), 6);

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<ChildProcess> started = new ArrayList<>();
  private Path answer;
  private Role role;

  @BeforeEach
  void makeRole() throws IOException {
    answer = folder.resolve("answer");
    says("200 {\"ready\":true,\"busy\":false}");
    role =
        new Role(
            "worker-m-1",
            this::start,
            (child, port) ->
                ProcessHealth.watch(child, ProcessHealth.Program.WORKER, port, FAST, client));
  }

  @AfterEach
  void end() throws InterruptedException {
    for (ChildProcess child : started) {
      child.kill();
      child.awaitEnd(Duration.ofSeconds(5));
    }
    client.close();
  }

  @Test
  void a_process_that_is_well_stays_and_says_whether_it_is_busy() throws Exception {
    tickUntilReady();
    long pid = pid();
    assertThat(role.busy()).isFalse();

    says("200 {\"ready\":true,\"busy\":true}");
    await().atMost(DEADLINE).until(() -> tick() && role.busy());

    assertThat(pid()).isEqualTo(pid);
    assertThat(role.problem()).isEmpty();
  }

  @Test
  void one_that_keeps_saying_it_is_not_ready_is_replaced_and_its_reason_told() throws Exception {
    tickUntilReady();
    long pid = pid();

    says("503 {\"ready\":false,\"busy\":true,\"reason\":\"It does not come back.\"}");
    await().atMost(DEADLINE).until(() -> tick() && role.problem().isPresent());
    assertThat(role.ready()).isFalse();
    assertThat(role.problem().map(Failure::code)).isEqualTo(Optional.of("worker_wedged"));
    assertThat(role.problem().orElseThrow().message()).contains("It does not come back.");

    says("200 {\"ready\":true,\"busy\":false}");
    tickUntilReady();
    assertThat(pid()).isNotEqualTo(pid);
    assertThat(role.problem()).isEmpty();
  }

  @Test
  void a_master_says_for_which_models_somebody_speaks() throws Exception {
    says("200 {\"live\":true,\"talking\":{\"m\":3},\"asked\":{\"n\":2}}");
    Role master =
        new Role(
            "master",
            this::start,
            (child, port) ->
                ProcessHealth.watch(child, ProcessHealth.Program.MASTER, port, FAST, client));
    assertThat(master.talking()).isEmpty();

    await()
        .atMost(DEADLINE)
        .until(
            () -> {
              master.tick(System.nanoTime());
              return master.talking().equals(Map.of("m", 3));
            });
    assertThat(master.asked()).containsExactly(Map.entry("n", 2));
    for (String older : List.of("200 live", "200 {\"live\":true,\"talking\":{},\"asked\":{}}")) {
      says(older);
      await().atMost(DEADLINE).until(() -> master.talking().isEmpty());
      says("200 {\"live\":true,\"talking\":{\"m\":1},\"asked\":{}}");
      await().atMost(DEADLINE).until(() -> master.talking().equals(Map.of("m", 1)));
    }
  }

  @Test
  void a_bad_moment_is_no_reason_to_replace_it() throws Exception {
    tickUntilReady();
    long pid = pid();

    says("503 {\"ready\":false,\"busy\":false,\"reason\":\"A moment.\"}");
    tick();
    says("200 {\"ready\":true,\"busy\":true}");
    await().atMost(DEADLINE).until(() -> tick() && role.busy());

    assertThat(pid()).isEqualTo(pid);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no SIGSTOP")
  void one_that_was_stopped_does_not_answer_and_is_replaced() throws Exception {
    tickUntilReady();
    long pid = pid();
    assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor()).isZero();

    await().atMost(DEADLINE).until(() -> tick() && role.problem().isPresent());
    assertThat(role.problem().map(Failure::code)).isEqualTo(Optional.of("worker_not_answering"));

    tickUntilReady();
    assertThat(pid()).isNotEqualTo(pid);
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void a_worker_that_says_it_is_busy_stays_when_one_of_two_goes() throws Exception {
    Path second = folder.resolve("second");
    Files.writeString(second, "200 {\"ready\":true,\"busy\":false}");
    says("200 {\"ready\":true,\"busy\":true}");
    long now = System.nanoTime();
    WorkerPool pool =
        new WorkerPool(
            new WantedModel("m", "1", 0, 2),
            number ->
                new Role(
                    "worker-m-" + number,
                    () -> start("worker-m-" + number, number == 2 ? answer : second),
                    (child, port) ->
                        ProcessHealth.watch(
                            child, ProcessHealth.Program.WORKER, port, FAST, client)),
            now);
    pool.measured(new Depth(2, 0, 0), now);
    await()
        .atMost(DEADLINE)
        .until(
            () -> {
              pool.tick(now);
              return pool.ready() == 2 && pool.busy() == 1;
            });

    pool.measured(new Depth(0, 1, 0), now + Duration.ofSeconds(31).toNanos());
    pool.tick(now);

    assertThat(pool.wanted()).isEqualTo(1);
    await()
        .atMost(DEADLINE)
        .until(
            () -> {
              pool.tick(now);
              return pool.children().size() == 1;
            });
    assertThat(pool.children().getFirst().name()).isEqualTo("worker-m-2");
  }

  private void tickUntilReady() {
    await().atMost(DEADLINE).until(() -> tick() && role.ready());
  }

  private boolean tick() throws InterruptedException {
    role.tick(System.nanoTime());
    return true;
  }

  private long pid() {
    return role.child().orElseThrow().pid();
  }

  private void says(String line) throws IOException {
    Path next = folder.resolve("next");
    Files.writeString(next, line);
    Files.move(next, answer, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  private ChildProcess start() throws IOException {
    return start("worker-m-1", answer);
  }

  private ChildProcess start(String name, Path answers) throws IOException {
    ChildProcess child =
        ChildProcess.start(
            name,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AnsweringProgram.class.getName(),
                answers.toString()),
            folder.resolve("errors.log"));
    started.add(child);
    return child;
  }
}
