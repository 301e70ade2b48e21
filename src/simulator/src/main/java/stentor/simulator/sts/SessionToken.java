package stentor.simulator.sts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import stentor.simulator.operation.Nodes;
import stentor.simulator.wire.WireFault;

/** Session tokens say by themselves whose they are: they stay good when the simulator restarts. */
final class SessionToken {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SessionToken() {}

  static String write(String arn, String id, Instant expiresAt) {
    String text =
        Nodes.object()
            .put("arn", arn)
            .put("id", id)
            .put("expiresAt", expiresAt.toString())
            .toString();
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static Caller read(String token) {
    try {
      JsonNode tree = MAPPER.readTree(Base64.getDecoder().decode(token));
      return new Caller(
          tree.path("arn").asText(),
          tree.path("id").asText(),
          Optional.of(Instant.parse(tree.path("expiresAt").asText())));
    } catch (IOException | IllegalArgumentException | DateTimeParseException notOurs) {
      throw new WireFault(
          403,
          "InvalidClientTokenId",
          "The security token included in the request is invalid.",
          notOurs);
    }
  }
}
