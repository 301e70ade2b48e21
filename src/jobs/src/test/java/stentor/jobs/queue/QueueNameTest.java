package stentor.jobs.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.protocol.environment.EnvironmentName;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QueueNameTest {

  /** Words with hyphens in them, and such as names of queues have. */
  private static final List<String> WORDS =
      List.of(
          "a",
          "b",
          "a-b",
          "a-a",
          "b-a",
          "a--b",
          "short",
          "long",
          "dead",
          "a-short",
          "short-a",
          "a-long-b",
          "short-short",
          "a-dead",
          "dead-b");

  @Test
  void no_two_queues_have_one_name() {
    Set<String> names = new HashSet<>();
    for (String environment : WORDS) {
      for (String model : WORDS) {
        for (QueueName.Kind kind : QueueName.Kind.values()) {
          String name = new QueueName(new EnvironmentName(environment), model, kind).toString();
          assertThat(names.add(name)).as(name).isTrue();
        }
      }
    }
  }

  @Test
  void the_longest_is_as_long_as_sqs_allows() {
    String name =
        new QueueName(
                new EnvironmentName("abcdefghijklmnopqrst"), "m".repeat(40), QueueName.Kind.SHORT)
            .toString();

    assertThat(name).hasSizeLessThanOrEqualTo(80).matches("[A-Za-z0-9-]+");
  }
}
