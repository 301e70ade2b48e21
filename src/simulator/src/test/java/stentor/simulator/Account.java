package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** A simulator that a test talks to with the real clients. */
final class Account implements AutoCloseable {

  static final AwsCredentials USER = AwsBasicCredentials.create("AKIA0000000000000042", "secret");

  private final Simulator simulator;

  Account(Path folder) throws IOException {
    this(folder, 1);
  }

  Account(Path folder, double pace) throws IOException {
    simulator = Simulator.start(0, folder, Clock.systemUTC(), pace);
  }

  World world() {
    return simulator.world();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + simulator.port());
  }

  /** Lets something go wrong, by the control door. */
  void fault(String json) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address().resolve("/_simulator/faults"))
                    .POST(HttpRequest.BodyPublishers.ofString(json))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isLessThan(300);
  }

  /** A client of the user's. */
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return client(builder, USER);
  }

  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, AwsCredentials credentials) {
    return builder
        .endpointOverride(address())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
        .build();
  }

  /** Puts something into the world, as a stack would. */
  Resource put(String type, String id, Map<String, Object> properties, Map<String, String> tags) {
    return put(type, id, properties, tags, false, "ACTIVE");
  }

  Resource put(
      String type,
      String id,
      Map<String, Object> properties,
      Map<String, String> tags,
      boolean managed,
      String state) {
    Resource resource =
        new Resource(
            type,
            id,
            new ObjectMapper().valueToTree(properties),
            Map.of(),
            tags,
            world().now(),
            Optional.empty(),
            managed,
            state);
    world().put(resource);
    return resource;
  }

  @Override
  public void close() {
    simulator.close();
  }
}
