package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The acceptance on a real account ({@code test/aws-acceptance}), against the simulated cloud. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AcceptanceScriptTest {

  private static final Path ROOT = Path.of(System.getProperty("stentor.root"));
  private static final String ACCOUNT = "000000000042";
  private static final int PACE = 400;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private Path state;
  private String python;

  @BeforeEach
  void find() throws Exception {
    python = TemplatePython.with("boto3").program();
    state = folder.resolve("rehearsal-" + ACCOUNT);
  }

  private record Ended(int exit, String said) {}

  private SimulatedCloud cloud() throws IOException {
    return SimulatedCloud.start(ROOT, state.resolve("home"), PACE);
  }

  private Process start(Path output, String... words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(ROOT.resolve("test/aws-acceptance/run").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("STENTOR_ACCEPTANCE_HOME", folder.toString());
    builder.environment().put("STENTOR_TEST_PYTHON", python);
    builder.environment().put("STENTOR_JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  private Ended run(String... words) throws Exception {
    Path output = Files.createTempFile(folder, "run", ".txt");
    return ended(start(output, words), output);
  }

  private static Ended ended(Process process, Path output) throws Exception {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("It does not end: " + Files.readString(output));
    }
    return new Ended(process.exitValue(), Files.readString(output));
  }

  private Ended rehearsal(String... more) throws Exception {
    return run(words(more));
  }

  private static String[] words(String... more) {
    return Stream.concat(
            Stream.of("--on", "rehearsal", "--account", ACCOUNT, "--cap", "5"), Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  void a_dry_run_names_every_command_and_makes_nothing() throws Exception {
    Ended dry = run("--account", "123456789012", "--cap", "5", "--dry-run");

    assertThat(dry.exit()).as(dry.said()).isZero();
    assertThat(dry.said())
        .containsSubsequence(
            "stentor plan --on aws --environment acceptance",
            "stentor up --on aws --environment acceptance --network public --expire 2h --budget 5",
            "stentor status --environment acceptance",
            "stentor down --environment acceptance --yes",
            "123456789012");
    assertThat(folder.resolve("aws-123456789012")).doesNotExist();
  }

  @Test
  void it_refuses_without_an_account_without_a_cap_and_on_another_account() throws Exception {
    assertThat(run("--cap", "5").said()).contains("name the account");
    assertThat(run("--account", ACCOUNT).said()).contains("name the most it may cost");
    assertThat(run("--account", ACCOUNT, "--cap", "0").exit()).isEqualTo(2);
    try (SimulatedCloud cloud =
        SimulatedCloud.start(ROOT, folder.resolve("rehearsal-123456789012/home"), PACE)) {
      Ended other = run("--on", "rehearsal", "--account", "123456789012", "--cap", "5");

      assertThat(other.exit()).isEqualTo(1);
      assertThat(other.said()).contains("of account " + ACCOUNT + ", not of 123456789012");
      assertThat(cloud.resources()).isEmpty();
    }
  }

  @Test
  void up_status_down_and_nothing_left_as_the_receipt_and_other_eyes_see_it() throws Exception {
    try (SimulatedCloud cloud = cloud()) {
      Ended passed = rehearsal();

      assertThat(passed.exit()).as(passed.said()).isZero();
      assertThat(passed.said())
          .contains("stacks stand", "nothing to do", " gone, ", "of 5 USD spent by all receipts")
          .endsWith("passed\n");
      assertThat(cloud.resources()).isEmpty();
      // What was spent counts from now on.
      Ended above = run("--on", "rehearsal", "--account", ACCOUNT, "--cap", "0.01");
      assertThat(above.exit()).isEqualTo(1);
      assertThat(above.said()).contains("above the cap");
      assertThat(cloud.resources()).isEmpty();
    }
  }

  @Test
  void a_failure_on_the_way_up_is_taken_down_and_told() throws Exception {
    try (SimulatedCloud cloud = cloud()) {
      cloud.fault("{\"kind\":\"fail_resource\",\"type\":\"AWS::EKS::Cluster\",\"reason\":\"No\"}");

      Ended failed = rehearsal();

      assertThat(failed.exit()).isEqualTo(1);
      assertThat(failed.said()).contains("AWS::EKS::Cluster").endsWith("failed\n");
      assertThat(cloud.resources()).isEmpty();
    }
  }

  @Test
  void a_signal_in_the_midst_takes_down_what_is_there() throws Exception {
    try (SimulatedCloud cloud = cloud()) {
      Path output = folder.resolve("signalled.txt");
      Process running = start(output, words());
      await().atMost(PATIENCE).until(() -> !cloud.resources().isEmpty());

      running.destroy();

      assertThat(ended(running, output).exit()).isEqualTo(143);
      assertThat(cloud.resources()).as(Files.readString(output)).isEmpty();
    }
  }

  @Test
  void what_a_power_cut_leaves_stops_the_next_run_and_a_sweep_takes_it_down() throws Exception {
    try (SimulatedCloud cloud = cloud()) {
      Path output = folder.resolve("cut.txt");
      Process running = start(output, words());
      await().atMost(PATIENCE).until(() -> cloud.resources().size() > 5);
      List<ProcessHandle> all = new ArrayList<>(running.descendants().toList());
      all.addFirst(running.toHandle());
      all.forEach(ProcessHandle::destroyForcibly);
      int _ = running.waitFor();

      assertThat(rehearsal().said()).contains("an earlier run is not down");
      Ended swept =
          run(Stream.concat(Stream.of("sweep"), Stream.of(words())).toArray(String[]::new));

      assertThat(swept.exit()).as(swept.said()).isZero();
      assertThat(cloud.resources()).isEmpty();
    }
  }

  @Test
  void something_of_the_environment_that_is_there_already_stops_it() throws Exception {
    try (SimulatedCloud cloud = cloud()) {
      cloud.change(
          """
          {"type":"AWS::EC2::LaunchTemplate","id":"lt-00000000000000001","managed":true,
           "properties":{"LaunchTemplateName":"x"},
           "tags":{"eks:eks-cluster-name":"stentor-acceptance"}}
          """);

      Ended refused = rehearsal();

      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.said()).contains("left: launch template lt-00000000000000001");
      assertThat(cloud.resources()).hasSize(1);
    }
  }
}
