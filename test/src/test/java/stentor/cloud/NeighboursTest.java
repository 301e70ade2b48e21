package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import stentor.acceptance.Stentor;

/** What else is in an account neither is an environment's nor hides what is. */
class NeighboursTest extends OnRehearsal {

  @Override
  int pace() {
    return 400;
  }

  @Test
  void an_environment_whose_name_begins_the_same_is_not_seen_and_not_touched() throws Exception {
    for (String name : List.of("lab", "lab-2")) {
      Stentor.Result up = stentor.run("up", "--on", "rehearsal", "--environment", name);
      assertThat(up.exit()).as(up.err()).isZero();
    }

    Stentor.Result down = stentor.run("down", "--yes", "--environment", "lab");

    assertThat(down.lastLine()).as(down.err()).isEqualTo("nothing left");
    JsonNode receipt =
        JSON.readTree(Files.readAllBytes(home.resolve("environments/lab/receipt.json")));
    assertThat(receipt.path("checked").toString()).doesNotContain("lab-2");
    Stentor.Result status = stentor.run("status", "--json", "--environment", "lab-2");
    assertThat(JSON.readTree(status.out()).path("state").asText()).isEqualTo("up");
    assertThat(stentor.run("down", "--yes", "--environment", "lab-2").lastLine())
        .isEqualTo("nothing left");
    assertThat(cloud.resources()).isEmpty();
  }

  @Test
  void what_is_left_is_found_among_hundreds_of_others() throws Exception {
    String machine = "arn:aws:states:eu-central-1:000000000042:stateMachine:";
    for (int i = 0; i < 150; i++) {
      made("AWS::StepFunctions::StateMachine", machine + "other-" + i);
      made("AWS::EKS::Cluster", "other-" + i);
    }
    made("AWS::StepFunctions::StateMachine", machine + "stentor-lab-expiry");
    made("AWS::EKS::Cluster", "stentor-lab");

    Stentor.Result plan =
        stentor.run("plan", "--on", "rehearsal", "--environment", "lab", "--json");

    JsonNode document = JSON.readTree(plan.out());
    assertThat(document.path("problems").toString()).contains("a cluster named stentor-lab");
    assertThat(document.at("/outlook/warnings").toString())
        .contains("state-machine stentor-lab-expiry");
  }

  @Test
  void an_environment_of_the_same_name_in_another_region_is_told() throws Exception {
    Stentor.Result up =
        stentor.run("up", "--on", "rehearsal", "--environment", "lab", "--region", "us-east-1");
    assertThat(up.exit()).as(up.err()).isZero();
    Path other = folder.resolve("other");
    Files.createDirectories(other.resolve("rehearsal"));
    Files.copy(home.resolve("rehearsal/simulator.json"), other.resolve("rehearsal/simulator.json"));

    Stentor.Result plan =
        SimulatedCloud.commands(ROOT, other, folder)
            .run("plan", "--on", "rehearsal", "--environment", "lab", "--region", "eu-west-1");

    assertThat(plan.exit()).isEqualTo(1);
    assertThat(plan.err() + plan.out())
        .contains("There is an environment named lab in the region us-east-1 already");
  }

  private void made(String type, String id) throws Exception {
    cloud.change(
        JSON.createObjectNode()
            .put("type", type)
            .put("id", id)
            .set("properties", JSON.createObjectNode())
            .toString());
  }
}
