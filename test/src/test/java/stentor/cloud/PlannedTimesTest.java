package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A plan says how long what it does will take, as it takes in a rehearsal. */
class PlannedTimesTest extends OnRehearsal {

  /**
   * What this computer may add to a step, in simulated seconds: 5 s of its own in every build,
   * where it does other things too.
   */
  private static final double NOISE = Boolean.getBoolean("stentor.long") ? 40 : 150;

  @Override
  int pace() {
    return 30;
  }

  private final Map<String, Double> planned = new HashMap<>();
  private final Map<String, Double> taken = new HashMap<>();

  @Test
  void every_stack_takes_about_as_long_as_planned() throws Exception {
    JsonNode _ = up();
    down();

    for (JsonNode line : journal("logs/journal.jsonl")) {
      JsonNode entry = line.path("entry");
      if (entry.path("type").asText().equals("step_done")) {
        taken.put(entry.path("step").asText(), entry.path("seconds").asDouble());
      }
      for (JsonNode step : entry.at("/plan/steps")) {
        planned.put(step.path("id").asText(), step.path("expectedSeconds").asDouble());
      }
    }
    assertThat(taken).containsKeys("stack-cluster", "delete-cluster", "stack-gate");
    SoftAssertions all = new SoftAssertions();
    taken.forEach(
        (step, seconds) -> {
          if (step.startsWith("stack-") || step.startsWith("delete-")) {
            System.out.printf(
                "%s: planned %.0f s, took %.0f s%n", step, planned.get(step), seconds);
            all.assertThat(seconds)
                .as(step)
                .isCloseTo(planned.get(step), Offset.offset(NOISE + planned.get(step) / 5));
          }
        });
    all.assertAll();
  }
}
