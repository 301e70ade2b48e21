package stentor.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;

/** The contract in a folder, and what is a folder's alone. */
class FolderJobStoreTest extends JobStoreContractTest {

  @TempDir Path root;

  @Override
  JobStore open(Clock clock) throws IOException {
    return FolderJobStore.in(root, clock);
  }

  @Override
  void damage(String name, byte[] content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, content);
  }

  @Override
  List<String> documents() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .toList();
    }
  }

  @Test
  void nothing_temporary_is_left_beside_the_documents() throws IOException {
    JobId job = accept(new byte[] {1}).id();
    JobStore store = open(at(NOW));
    store.createResult(job, result(0, 1));
    store.createOutcome(Outcome.cancelled(job, NOW));

    assertThat(documents())
        .containsExactlyInAnyOrder(
            "jobs/" + job + "/request.json",
            "jobs/" + job + "/audio",
            "jobs/" + job + "/parts/0.json",
            "jobs/" + job + "/outcome.json");
    assertThat(root.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void a_reference_that_the_disk_does_not_give_keeps_no_job_from_being_accepted()
      throws IOException {
    Path unreadable = root.resolve("recordings").resolve(RECORDING + ".reference.json");
    Files.createDirectory(unreadable);

    JobRequest job = accept(RECORDING);

    JobStore store = open(at(NOW));
    assertThat(store.open()).containsExactly(job.id());
    assertThat(store.reference(job)).isEmpty();
    Files.delete(unreadable);
    store.refer(RECORDING, reference("one"));
    assertThat(store.reference(job)).contains(reference("one"));
  }

  @Test
  void a_late_result_brings_no_erased_job_back() throws IOException {
    JobId job = accept(new byte[] {1}).id();
    JobStore store = open(at(NOW));
    store.createOutcome(Outcome.cancelled(job, NOW));
    store.erase(job);

    assertThatThrownBy(() -> store.createResult(job, result(0, 1)))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(root.resolve("jobs")).isEmptyDirectory();
  }

  @Test
  void of_several_processes_exactly_one_gets_each_duty() throws Exception {
    int duties = 50;
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  DutySeeker.class.getName(),
                  root.toString(),
                  "process-" + i,
                  Integer.toString(duties))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    List<String> got = new ArrayList<>();
    for (Process process : processes) {
      assertThat(process.inputReader().readLine()).isEqualTo("ready");
    }
    for (Process process : processes) {
      process.outputWriter().append("go\n").flush();
    }
    for (Process process : processes) {
      got.addAll(process.inputReader().readAllLines());
      assertThat(process.waitFor()).isZero();
    }

    assertThat(got).hasSize(duties).doesNotHaveDuplicates();
  }

  @Test
  void the_newest_of_ten_thousand_old_jobs_are_found_without_a_look_at_the_others()
      throws IOException {
    JobId newest = accept(new byte[] {1}).id();
    List<JobId> old = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      old.add(JobId.next(at(NOW.minusSeconds(1 + i)), random));
      Files.createDirectory(root.resolve("jobs").resolve(old.getLast().toString()));
    }
    Files.createFile(
        root.resolve("jobs").resolve(old.getFirst().toString()).resolve("request.json"));

    assertThat(open(at(NOW)).newest(2, Optional.empty())).containsExactly(newest, old.getFirst());
    assertThat(open(at(NOW)).open()).containsExactly(newest);
  }
}
