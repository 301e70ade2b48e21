package stentor.models.registry;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How this computer reaches a registry: the proxies and certificates its environment names.
 *
 * @param environment the environment variables
 */
public record Network(Map<String, String> environment) {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);

  /** Copies the map. */
  public Network {
    environment = Map.copyOf(environment);
  }

  /**
   * A client that connects within 15 s and follows no redirect: who sends a token must see where it
   * goes. A proxy with a password for https needs {@code
   * -Djdk.http.auth.tunneling.disabledSchemes=} on the program's command line, as the platform
   * refuses Basic authentication there.
   */
  public HttpClient open() {
    ProxySelector system =
        Optional.ofNullable(ProxySelector.getDefault()).orElse(ProxySelector.of(null));
    EnvironmentProxies proxies = new EnvironmentProxies(environment, system);
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(proxies)
            .sslContext(Trust.of(environment));
    proxies.authenticator().ifPresent(client::authenticator);
    return client.build();
  }

  /** Nothing of the environment, which may hold secrets. */
  @Override
  public String toString() {
    return "Network";
  }
}
