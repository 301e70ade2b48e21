package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import stentor.acceptance.Stentor;

/** Nothing that bills by the hour is made that nothing ends, and nothing is forgotten that does. */
class LifetimeRehearsalTest extends OnRehearsal {

  private static final int MOST_LIVES = 20;

  @Override
  int pace() {
    return 150;
  }

  private Instant now() throws Exception {
    return Instant.parse(cloud.world().path("now").asText());
  }

  /** Each time less is spent than could be, so that the rest lasts for a while again. */
  @Test
  void a_budget_is_brought_up_again_with_what_is_left_of_it_and_not_once_it_is_spent()
      throws Exception {
    up("--budget", "0.50", "--expire", "200h");
    Stentor.Result again = stentor.run("status");
    for (int life = 0; life < MOST_LIVES && !again.err().contains("budget of"); life++) {
      cloud.advance(Duration.ofHours(5));
      assertThat(cloud.resources())
          .extracting(resource -> resource.path("type").asText())
          .doesNotContain("AWS::EKS::Cluster");
      again = stentor.run("up", "--on", "rehearsal", "--json");
      if (again.exit() == 0) {
        assertThat(Instant.parse(JSON.readTree(again.out()).path("expiresAt").asText()))
            .isAfter(now());
      }
    }

    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("budget of 0.50 US dollars", "--budget");
    JsonNode more = up("--budget", "50");
    assertThat(Instant.parse(more.path("expiresAt").asText())).isAfter(now());
  }

  @Test
  void a_rollback_after_the_end_has_an_end_of_its_own() throws Exception {
    up("--expire", "1h");
    cloud.advance(Duration.ofHours(3));

    Stentor.Result back = stentor.run("rollback", "1");

    assertThat(back.exit()).as(back.err()).isZero();
    JsonNode status = JSON.readTree(stentor.run("status", "--json").out());
    assertThat(Instant.parse(status.path("expiresAt").asText())).isAfter(now());
  }

  @Test
  void an_end_that_has_passed_is_put_off_from_now() throws Exception {
    up("--expire", "1h");
    cloud.advance(Duration.ofHours(3));
    Instant before = now();

    Stentor.Result extended = stentor.run("extend", "2h", "--json");

    assertThat(extended.exit()).as(extended.err()).isZero();
    assertThat(Instant.parse(JSON.readTree(extended.out()).path("expiresAt").asText()))
        .isAfterOrEqualTo(before.plus(Duration.ofHours(2)));
  }

  @Test
  void credentials_of_another_account_take_nothing_down_and_forget_nothing() throws Exception {
    up();
    Path document = home.resolve("environments/default/environment.json");
    Files.writeString(
        document, Files.readString(document).replace("\"000000000042\"", "\"000000000077\""));

    for (String[] words : new String[][] {{"down", "--yes"}, {"up", "--on", "rehearsal"}}) {
      Stentor.Result refused = stentor.run(words);

      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).contains("000000000042", "000000000077");
    }
    assertThat(document).exists();
    assertThat(cloud.resources()).isNotEmpty();
  }
}
