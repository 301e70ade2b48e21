package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import stentor.acceptance.Stentor;
import stentor.protocol.job.JobId;
import stentor.speech.transcript.Transcript;

/** Disks that are full, or that nobody may write to, are told plainly and lose nothing. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "mounts disks of its own")
@Execution(ExecutionMode.CONCURRENT)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FullDiskTest {

  /** A master keeps half a gibibyte free for what it has accepted. */
  private static final int MEGABYTES = 640;

  private static final int MILLISECONDS_PER_AUDIO_SECOND = 400;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @BeforeEach
  void needDisks() throws Exception {
    assumeThat(MountedFolder.missing()).as("%s", MountedFolder.missing().orElse("")).isEmpty();
  }

  @Test
  void a_full_job_store_refuses_what_is_new_keeps_what_is_accepted_and_goes_on_with_room()
      throws Exception {
    Path environments = Files.createDirectories(folder.toRealPath().resolve("home/environments"));
    try (MountedFolder disk = MountedFolder.at(environments, MEGABYTES);
        Installation installation =
            Installation.in(folder, MILLISECONDS_PER_AUDIO_SECOND).on(disk)) {
      installation.up("1..1");
      Recording recording = Recording.brief(1);
      AcceptedJobs jobs = new AcceptedJobs(installation.store(), ThreadLocalRandom.current());
      try (JobClient client = new JobClient(installation.endpoint())) {
        JobId first = jobs.submit(client, recording);
        jobs.awaitOutcomes();
        Transcript undisturbed =
            installation.store().outcome(first).orElseThrow().transcript().orElseThrow();
        for (int i = 0; i < 3; i++) {
          jobs.submit(client, recording);
        }
        Path ballast = disk.fromOutside(environments).resolve("ballast");
        fill(ballast);

        assertThatItIsToldPlainly(() -> client.submit(recording, "while-it-is-full"));
        assertThatItIsToldPlainly(
            () ->
                client.transcribe(
                    recording, JobId.next(Clock.systemUTC(), ThreadLocalRandom.current())));
        Stentor.Result status = installation.stentor().run("status");
        assertThat(status.err()).doesNotContain("Exception", "\tat ");

        Files.delete(ballast);
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(answer(() -> client.submit(recording, "while-it-is-full")).status())
                        .isEqualTo(202));
        jobs.submit(client, recording);
        jobs.awaitOutcomes();
        jobs.find(client, Map.of(recording, undisturbed));
      }
      installation.down();
    }
  }

  @Test
  void a_home_that_nobody_may_write_to_is_told_plainly() throws Exception {
    Path home = Files.createDirectories(folder.toRealPath().resolve("home"));
    try (MountedFolder disk = MountedFolder.at(home, MEGABYTES)) {
      NoopModel.install(disk.fromOutside(home), 0);
      disk.makeReadOnly();
      try (Installation installation = Installation.at(home, folder).on(disk)) {
        Stentor.Result up = installation.stentor().run("up", "--model", NoopModel.ID);
        assertThat(up.exit()).as(up.err()).isIn(1, 3);
        assertThat(up.err())
            .contains(home.toString())
            .containsIgnoringCase("read-only")
            .doesNotContain("Exception", "\tat ");
        Stentor.Result status = installation.stentor().run("status", "--json");
        assertThat(status.exit()).as(status.err()).isZero();
        assertThat(status.out()).contains("\"absent\"");
        Stentor.Result down = installation.stentor().run("down");
        assertThat(down.lastLine()).as(down.err()).isEqualTo("nothing left");
        assertThat(installation.processes()).isEmpty();
      }
    }
  }

  private interface Request {
    JobClient.Answer send() throws IOException, InterruptedException;
  }

  private static void assertThatItIsToldPlainly(Request request) throws Exception {
    JobClient.Answer refused = answer(request);
    assertThat(refused.status()).as(refused.body()).isEqualTo(507);
    assertThat(refused.json().get("error").get("code").asText()).isEqualTo("storage_full");
    assertThat(refused.body()).contains("room").doesNotContain("Exception", "\tat ");
  }

  /** A master that refuses does not read the body: its client may not come to read the answer. */
  private static JobClient.Answer answer(Request request) {
    return await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(request::send, answer -> true);
  }

  /** Writes until nothing more goes in. */
  private static void fill(Path file) throws IOException {
    byte[] block = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("space");
    }
  }
}
