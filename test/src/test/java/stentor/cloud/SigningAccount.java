package stentor.cloud;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import stentor.aws.AwsProvider;
import stentor.control.cloud.Cloud;
import stentor.control.cloud.CloudSite;
import stentor.control.secret.AccessKeys;
import stentor.simulator.Simulator;

/**
 * The cloud's own code over a simulated account of this process, with configuration files of its
 * own. Waits take no time: they move the account's clock on.
 */
final class SigningAccount implements AutoCloseable {

  private final Path folder;
  private final Simulator simulator;

  /** Who is asked. */
  final ScriptedSignIn person = new ScriptedSignIn();

  /** How long was waited, each time. */
  final List<Duration> waits = new CopyOnWriteArrayList<>();

  SigningAccount(Path folder) throws IOException {
    this.folder = folder;
    this.simulator = Simulator.start(0, folder.resolve("account"), Clock.systemUTC(), 1);
    Files.createDirectories(folder.resolve("home/.aws"));
  }

  /** Writes the configuration of AWS's own tools. */
  void configure(String text) throws IOException {
    Files.writeString(folder.resolve("home/.aws/config"), text);
  }

  /** Where AWS's own tools keep sign-ins. */
  Path tokens() {
    return folder.resolve("home/.aws/sso/cache");
  }

  Path environments() {
    return folder.resolve("environments");
  }

  Instant now() {
    return simulator.world().now();
  }

  private Clock clock() {
    InstantSource there = this::now;
    return there.withZone(ZoneOffset.UTC);
  }

  /** A process that begins now. */
  Cloud opened(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("HOME", folder.resolve("home").toString());
    all.putIfAbsent("AWS_REGION", "eu-central-1");
    return new AwsProvider()
        .open(
            new CloudSite(
                "aws",
                environments(),
                all,
                keys(),
                Optional.of(URI.create("http://127.0.0.1:" + simulator.port())),
                clock(),
                this::pass,
                new SecureRandom(),
                person));
  }

  /** Access keys, as a process that begins now has them. */
  AccessKeys keys() {
    return AccessKeys.withoutKeychain(folder.resolve("credentials"), clock());
  }

  Cloud opened() {
    return opened(Map.of());
  }

  private void pass(Duration wait) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    waits.add(wait);
    advance(wait);
  }

  void advance(Duration by) {
    simulator.world().advance(by);
  }

  void fault(String document) throws IOException, InterruptedException {
    HttpResponse<String> answer;
    try (HttpClient http = HttpClient.newHttpClient()) {
      answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + simulator.port() + "/_simulator/faults"))
                  .POST(BodyPublishers.ofString(document))
                  .build(),
              BodyHandlers.ofString());
    }
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
  }

  @Override
  public void close() {
    simulator.close();
  }
}
