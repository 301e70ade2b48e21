package stentor.simulator;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** A simulator with AWS's own client at its door; time runs by the hour, or is turned by hand. */
final class RunningSimulator implements AutoCloseable {

  private final Simulator simulator;
  private final CloudFormationClient client;
  private final HttpClient http = HttpClient.newHttpClient();

  RunningSimulator(Path state, double pace) throws IOException {
    simulator = Simulator.start(0, state, Clock.systemUTC(), pace);
    client = client(AwsRetryStrategy.doNotRetry());
  }

  private CloudFormationClient client(software.amazon.awssdk.retries.api.RetryStrategy retries) {
    return CloudFormationClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + simulator.port()))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASIMULATED", "secret")))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(one -> one.retryStrategy(retries))
        .build();
  }

  /** A client that tries again, as AWS's does usually. */
  CloudFormationClient patient() {
    return client(AwsRetryStrategy.standardRetryStrategy());
  }

  CloudFormationClient client() {
    return client;
  }

  Simulator simulator() {
    return simulator;
  }

  String create(String name, String template, Map<String, String> parameters) {
    return create(name, template, parameters, _ -> {});
  }

  String create(
      String name,
      String template,
      Map<String, String> parameters,
      Consumer<CreateStackRequest.Builder> more) {
    return client
        .createStack(
            request -> {
              request
                  .stackName(name)
                  .templateBody(template)
                  .capabilities(Capability.CAPABILITY_NAMED_IAM)
                  .parameters(parameters(parameters));
              more.accept(request);
            })
        .stackId();
  }

  static List<Parameter> parameters(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            one ->
                Parameter.builder()
                    .parameterKey(one.getKey())
                    .parameterValue(one.getValue())
                    .build())
        .toList();
  }

  Stack stack(String nameOrId) {
    return client.describeStacks(request -> request.stackName(nameOrId)).stacks().getFirst();
  }

  /** Waits until a stack, known by its ARN, has a status; turns the clock meanwhile. */
  Stack awaitStatus(String id, StackStatus status) {
    await("stack " + id + " is " + status)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              post("clock", "{\"advanceSeconds\":60}");
              return isOf(id, status);
            });
    return stack(id);
  }

  private boolean isOf(String id, StackStatus status) {
    try {
      return stack(id).stackStatus() == status;
    } catch (CloudFormationException unseen) {
      return false;
    }
  }

  String output(String stack, String name) {
    return stack(stack).outputs().stream()
        .filter(one -> one.outputKey().equals(name))
        .findFirst()
        .orElseThrow()
        .outputValue();
  }

  String post(String path, String json) {
    return send(path, request -> request.POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  String get(String path) {
    return send(path, HttpRequest.Builder::GET);
  }

  void mend() {
    send("faults", HttpRequest.Builder::DELETE);
  }

  private String send(String path, Consumer<HttpRequest.Builder> how) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + simulator.port() + "/_simulator/" + path));
    how.accept(request);
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new AssertionError(hurried);
    }
  }

  @Override
  public void close() {
    client.close();
    http.close();
    simulator.close();
  }
}
