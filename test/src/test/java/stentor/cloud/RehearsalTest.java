package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import stentor.acceptance.Stentor;

/** The whole of an environment on the cloud by the command line, against the simulated cloud. */
class RehearsalTest extends OnRehearsal {

  @Test
  void from_nothing_to_a_cluster_and_back_to_nothing() throws Exception {
    JsonNode status = up();

    assertThat(status.path("state").asText()).isEqualTo("up");
    assertThat(status.path("platform").asText()).isEqualTo("rehearsal");
    assertThat(cloud.resources())
        .extracting(resource -> resource.path("type").asText())
        .contains("AWS::EKS::Cluster", "AWS::EFS::FileSystem", "AWS::SQS::Queue");

    Stentor.Result down = stentor.run("down", "--yes");
    assertThat(down.exit()).as(down.err()).isZero();
    assertThat(down.lastLine()).isEqualTo("nothing left");
    assertThat(cloud.resources()).isEmpty();

    JsonNode receipt =
        JSON.readTree(Files.readAllBytes(home.resolve("environments/default/receipt.json")));
    assertThat(receipt.path("left")).isEmpty();
    assertThat(receipt.path("made").size()).isGreaterThan(40);
    assertThat(receipt.path("gone").size()).isEqualTo(receipt.path("made").size());
    assertThat(receipt.path("cost").path("soFar").asDouble()).isPositive();
  }

  @Test
  void a_plan_changes_nothing_and_says_what_it_costs() throws Exception {
    Stentor.Result plan = stentor.run("plan", "--on", "rehearsal", "--json");

    assertThat(plan.exit()).as(plan.err()).isZero();
    JsonNode document = JSON.readTree(plan.out());
    assertThat(document.path("costPerHour").asDouble()).isGreaterThan(0.1);
    assertThat(document.path("criticalPathSeconds").asDouble()).isBetween(600.0, 1200.0);
    assertThat(cloud.resources()).isEmpty();
  }

  @Test
  void a_second_up_finds_all_of_it_done() throws Exception {
    JsonNode _ = up();
    int before = cloud.resources().size();

    JsonNode status = up();

    assertThat(status.path("state").asText()).isEqualTo("up");
    assertThat(cloud.resources()).hasSize(before);
  }

  @Test
  void a_resource_that_fails_is_named_and_the_next_up_goes_on() throws Exception {
    cloud.fault(
        """
        {"kind":"fail_resource","type":"AWS::EFS::MountTarget","times":1,
         "reason":"You have reached the maximum number of mount targets"}
        """);

    Stentor.Result up = stentor.run("up", "--on", "rehearsal");

    assertThat(up.exit()).isEqualTo(1);
    assertThat(up.err())
        .contains("AWS::EFS::MountTarget", "You have reached the maximum number of mount targets");
    assertThat(up().path("state").asText()).isEqualTo("up");
  }

  @Test
  void throttling_slows_it_down_and_is_no_error() throws Exception {
    cloud.fault("{\"kind\":\"throttle\",\"share\":0.9}");

    Stentor.Result up = stentor.run("up", "--on", "rehearsal", "--json");

    assertThat(up.exit()).as(up.err()).isZero();
    assertThat(up.err()).doesNotContain("Throttl");
  }

  @Test
  void what_costs_by_the_hour_ends_at_the_expiry_with_no_command_running() throws Exception {
    Stentor.Result up = stentor.run("up", "--on", "rehearsal", "--expire", "1h", "--json");
    assertThat(up.exit()).as(up.err()).isZero();

    cloud.advance(Duration.ofHours(2));

    assertThat(cloud.resources())
        .extracting(resource -> resource.path("type").asText())
        .doesNotContain("AWS::EKS::Cluster", "AWS::EC2::Instance")
        .contains("AWS::EFS::FileSystem");

    JsonNode again = up();

    assertThat(again.path("state").asText()).isEqualTo("up");
    assertThat(Instant.parse(again.path("expiresAt").asText()))
        .as("an end that has passed is not its end again")
        .isAfter(Instant.parse(cloud.world().path("now").asText()));
    Stentor.Result down = stentor.run("down", "--yes");
    assertThat(down.lastLine()).as(down.err()).isEqualTo("nothing left");
    assertThat(cloud.resources()).isEmpty();
  }

  @Test
  void what_is_made_again_just_after_the_end_is_not_ended_by_it() throws Exception {
    Stentor.Result up = stentor.run("up", "--on", "rehearsal", "--expire", "1h", "--json");
    assertThat(up.exit()).as(up.err()).isZero();
    Instant end = Instant.parse(JSON.readTree(up.out()).path("expiresAt").asText());
    Instant now = Instant.parse(cloud.world().path("now").asText());
    cloud.advance(Duration.between(now, end).plusSeconds(30));

    JsonNode again = up();

    assertThat(again.path("state").asText()).isEqualTo("up");
    cloud.advance(Duration.ofHours(1));
    assertThat(cloud.resources())
        .extracting(resource -> resource.path("type").asText())
        .contains("AWS::EKS::Cluster", "AWS::EC2::Instance");
    Stentor.Result down = stentor.run("down", "--yes");
    assertThat(down.lastLine()).as(down.err()).isEqualTo("nothing left");
  }

  @Test
  void what_was_settled_for_parts_that_are_gone_is_settled_anew() throws Exception {
    Path file = home.resolve("environments/default/environment.json");
    Stentor.Result up = stentor.run("up", "--on", "rehearsal", "--expire", "1h");
    assertThat(up.exit()).as(up.err()).isZero();
    JsonNode settled = JSON.readTree(file.toFile()).path("cloud");
    settle(file, "203.0.113.9/32", settled);

    JsonNode _ = up();

    assertThat(JSON.readTree(file.toFile()).path("cloud")).isEqualTo(settled);

    cloud.advance(Duration.ofHours(6));
    ObjectNode old = settled.deepCopy();
    old.put("kubernetes", "1.30").put("image", "ami-00000000000000000").put("driver", "v3.4.1");
    settle(file, "203.0.113.9/32", old);

    JsonNode _ = up();

    assertThat(JSON.readTree(file.toFile()).path("cloud")).isEqualTo(settled);
  }

  private static void settle(Path file, String address, JsonNode settings) throws Exception {
    ObjectNode document = (ObjectNode) JSON.readTree(file.toFile());
    document.set("cloud", ((ObjectNode) settings.deepCopy()).put("address", address));
    JSON.writeValue(file.toFile(), document);
  }
}
