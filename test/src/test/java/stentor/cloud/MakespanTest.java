package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * All that can be done at once is done at once: a spin-up takes no longer than the longest chain of
 * its steps that need each other, in simulated time.
 */
class MakespanTest extends OnRehearsal {

  /** In the long profile a second of this computer counts for less, and so does its noise. */
  private static final boolean LONG = Boolean.getBoolean("stentor.long");

  private static final double MOST = LONG ? 1.05 : 1.25;

  @Override
  int pace() {
    return LONG ? 15 : 60;
  }

  @Test
  void a_spin_up_takes_no_longer_than_the_longest_chain_of_its_steps() throws Exception {
    up();

    List<JsonNode> journal = journal("journal.jsonl");
    double makespan =
        Duration.between(first(journal, "step_intended"), first(journal, "operation_ended"))
                .toMillis()
            / 1000.0;
    Chain chain = new Chain(journal);
    System.out.printf("makespan %.0f s, longest chain %.0f s%n", makespan, chain.longest());
    assertThat(makespan / chain.longest()).isBetween(1.0, MOST);
  }

  private static Instant first(List<JsonNode> journal, String type) {
    return journal.stream()
        .filter(line -> line.at("/entry/type").asText().equals(type))
        .map(line -> Instant.parse(line.path("at").asText()))
        .findFirst()
        .orElseThrow();
  }

  /** Steps with how long each took and which it needs. */
  private static final class Chain {

    private final Map<String, Double> seconds = new HashMap<>();
    private final Map<String, List<String>> needs = new HashMap<>();
    private final Map<String, Double> until = new HashMap<>();

    Chain(List<JsonNode> journal) {
      for (JsonNode line : journal) {
        JsonNode entry = line.path("entry");
        if (entry.path("type").asText().equals("step_done")) {
          seconds.put(entry.path("step").asText(), entry.path("seconds").asDouble());
        }
        for (JsonNode step : entry.at("/plan/steps")) {
          List<String> before = new ArrayList<>();
          step.path("dependsOn").forEach(each -> before.add(each.asText()));
          needs.put(step.path("id").asText(), before);
        }
      }
      assertThat(seconds.keySet()).isEqualTo(needs.keySet());
    }

    double longest() {
      return needs.keySet().stream().mapToDouble(this::until).max().orElseThrow();
    }

    private double until(String step) {
      Double known = until.get(step);
      if (known != null) {
        return known;
      }
      double before =
          needs.getOrDefault(step, List.of()).stream().mapToDouble(this::until).max().orElse(0);
      double end = before + seconds.getOrDefault(step, 0.0);
      until.put(step, end);
      return end;
    }
  }
}
