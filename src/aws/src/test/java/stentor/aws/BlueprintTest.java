package stentor.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.aws.cost.Prices;
import stentor.aws.stack.Owner;
import stentor.aws.stack.StackSpec;
import stentor.protocol.environment.CloudRequest.Network;
import stentor.protocol.environment.CloudSettings;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.EnvironmentName;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BlueprintTest {

  private static final Instant SINCE = Instant.parse("2026-11-29T10:00:00Z");

  private static final CloudSettings SETTINGS =
      new CloudSettings(
          "7b8a3a5e-0a6c-4a57-9d8a-2f6f4a1f0001",
          "000000000042",
          "eu-central-1",
          Optional.empty(),
          "arn:aws:iam::000000000042:user/ada",
          Network.PUBLIC,
          List.of("eu-central-1a", "eu-central-1b"),
          "1.36",
          "ami-0123456789abcdef0",
          "203.0.113.7/32",
          OptionalDouble.empty());

  private static List<StackSpec> stacks(String environment, List<String> models) {
    EnvironmentDocument document =
        new EnvironmentDocument(
            EnvironmentDocument.SCHEMA,
            new EnvironmentName(environment),
            "aws",
            Wanted.UP,
            SINCE,
            0,
            models.stream().map(id -> new WantedModel(id, "1", 0, 1)).toList(),
            Optional.of(SINCE.plusSeconds(3600)),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.of(SETTINGS));
    return new Blueprint(document, SETTINGS, "", Prices.BUILT_IN).stacks();
  }

  @Test
  void no_two_stacks_have_one_name_whatever_environments_and_models_are_called() {
    List<String> words =
        List.of("a", "b", "a-b", "queues", "a-queues", "a-queues-b", "gate", "roles");
    Map<String, String> owners = new HashMap<>();
    for (String environment : words) {
      for (StackSpec stack : stacks(environment, words)) {
        String name =
            new Owner(
                    new EnvironmentName(environment),
                    SETTINGS.account(),
                    SETTINGS.incarnation(),
                    SETTINGS.principal(),
                    Optional.empty())
                .stackName(stack.part());
        assertThat(owners.put(name, environment)).as(name).isNull();
      }
    }
  }
}
