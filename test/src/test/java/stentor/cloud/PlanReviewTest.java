package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The guide's workflow ({@code docs/guides/review-a-plan.yml}): the commands of its jobs, as they
 * stand there, on a rehearsal.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanReviewTest {

  private static final Path ROOT = Path.of(System.getProperty("stentor.root"));
  private static final int PACE = 400;
  private static final long PATIENCE_MINUTES = 5;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private Path home;
  private Path checkout;
  private JsonNode workflow;

  @BeforeEach
  void read() throws Exception {
    home = folder.resolve("home");
    checkout = Files.createDirectory(folder.resolve("checkout"));
    wish("8h");
    Object loaded =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(ROOT.resolve("docs/guides/review-a-plan.yml")));
    workflow = new ObjectMapper().valueToTree(loaded);
  }

  /** What the repository asks for. */
  private void wish(String expire) throws IOException {
    Files.writeString(
        checkout.resolve("environment.sh"),
        "WISH=(--on rehearsal --network public --expire " + expire + " --budget 20)\n");
  }

  private record Ended(int exit, String said) {}

  /** Runs the commands of a job's step, as a runner does. */
  private Ended step(String job, String name) throws Exception {
    String script = "";
    for (JsonNode step : workflow.path("jobs").path(job).path("steps")) {
      if (step.path("name").asText().equals(name)) {
        script = step.path("run").asText();
      }
    }
    assertThat(script).as("%s of %s", name, job).isNotBlank();
    Path file = Files.writeString(folder.resolve("step.sh"), script);
    Path output = Files.createTempFile(folder, "step", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(List.of("bash", "-eo", "pipefail", file.toString()))
            .directory(checkout.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> variables = builder.environment();
    workflow
        .path("env")
        .properties()
        .forEach(one -> variables.put(one.getKey(), one.getValue().asText()));
    variables.put("STENTOR_HOME", home.toString());
    variables.put("STENTOR_JAVA_HOME", System.getProperty("java.home"));
    variables.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
    variables.merge("PATH", ROOT + ":", (path, root) -> root + path);
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("It does not end: " + Files.readString(output));
    }
    return new Ended(process.exitValue(), Files.readString(output));
  }

  private String done(String job, String name) throws Exception {
    Ended ended = step(job, name);
    assertThat(ended.exit()).as(ended.said()).isZero();
    return ended.said();
  }

  @Test
  void a_plan_is_shown_on_the_pull_request_and_done_on_the_merge_and_taken_down_by_hand()
      throws Exception {
    try (SimulatedCloud cloud = SimulatedCloud.start(ROOT, home, PACE)) {
      assertThat(done("plan", "Plan")).contains("an hour", "Saved");
      assertThat(done("plan", "Show it")).isEmpty();
      assertThat(folder.resolve("summary.md")).content().contains("cluster", "an hour");
      assertThat(cloud.resources()).isEmpty();

      assertThat(done("apply", "Plan")).contains("Saved");
      assertThat(done("apply", "Apply")).contains("team is up");
      assertThat(done("apply", "Status")).contains("up");
      assertThat(cloud.resources())
          .extracting(resource -> resource.path("type").asText())
          .contains("AWS::EKS::Cluster");

      String _ = done("down", "Down");
      JsonNode receipt = new ObjectMapper().readTree(checkout.resolve("receipt.json").toFile());
      assertThat(receipt.path("left")).isEmpty();
      assertThat(cloud.resources()).isEmpty();
    }
  }

  @Test
  void a_plan_that_is_old_is_not_done() throws Exception {
    try (SimulatedCloud cloud = SimulatedCloud.start(ROOT, home, PACE)) {
      String _ = done("apply", "Plan");
      String _ = done("apply", "Apply");
      String _ = done("apply", "Plan");
      Path reviewed = Files.copy(checkout.resolve("plan.json"), folder.resolve("reviewed.json"));
      String _ = done("down", "Down");
      Files.delete(checkout.resolve("plan.json"));
      Path _ = Files.move(reviewed, checkout.resolve("plan.json"));

      Ended refused = step("apply", "Apply");

      assertThat(refused.exit()).as(refused.said()).isEqualTo(1);
      assertThat(cloud.resources()).isEmpty();
    }
  }
}
