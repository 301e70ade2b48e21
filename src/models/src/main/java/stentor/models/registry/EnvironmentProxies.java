package stentor.models.registry;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that the environment names, as curl and npm read it: {@code HTTPS_PROXY}, {@code
 * HTTP_PROXY}, {@code ALL_PROXY} in either case; {@code NO_PROXY} lists hosts and parent domains to
 * reach directly, or {@code *}. Where it names none, the system's own choice counts.
 */
final class EnvironmentProxies extends ProxySelector {

  private static final int DEFAULT_PORT = 80;

  private final Map<String, String> environment;
  private final ProxySelector otherwise;

  EnvironmentProxies(Map<String, String> environment, ProxySelector otherwise) {
    this.environment = Map.copyOf(environment);
    this.otherwise = otherwise;
  }

  @Override
  public List<Proxy> select(URI address) {
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    Optional<URI> proxy = proxyOf(address.getScheme() + "_proxy");
    if (proxy.isEmpty()) {
      return otherwise.select(address);
    }
    return isDirect(host)
        ? List.of(Proxy.NO_PROXY)
        : proxy
            .map(found -> List.of(new Proxy(Proxy.Type.HTTP, socketAddress(found))))
            .orElseThrow();
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
    // The request fails with the same exception, which is reported there.
  }

  /**
   * Answers a proxy's question with the user and password in its own address, nobody else's; absent
   * where no proxy has any, as a client with an authenticator takes a plain 401 for a broken
   * answer.
   */
  Optional<Authenticator> authenticator() {
    List<URI> named =
        Stream.of("https_proxy", "http_proxy")
            .flatMap(name -> proxyOf(name).stream())
            .filter(proxy -> proxy.getUserInfo() != null && proxy.getUserInfo().contains(":"))
            .toList();
    return named.isEmpty() ? Optional.empty() : Optional.of(new ProxyCredentials(named));
  }

  /** Knows the users and passwords of proxies. */
  private static final class ProxyCredentials extends Authenticator {

    private final List<URI> proxies;

    ProxyCredentials(List<URI> proxies) {
      this.proxies = proxies;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() == RequestorType.PROXY
          ? proxies.stream()
              .filter(proxy -> proxy.getHost().equalsIgnoreCase(getRequestingHost()))
              .filter(proxy -> socketAddress(proxy).getPort() == getRequestingPort())
              .map(proxy -> proxy.getUserInfo().split(":", 2))
              .map(parts -> new PasswordAuthentication(parts[0], parts[1].toCharArray()))
              .findFirst()
              .orElse(null)
          : null;
    }
  }

  private Optional<URI> proxyOf(String name) {
    return variable(name)
        .or(() -> variable("all_proxy"))
        .map(value -> value.contains("://") ? value : "http://" + value)
        .flatMap(EnvironmentProxies::address);
  }

  private static Optional<URI> address(String value) {
    try {
      return Optional.of(URI.create(value)).filter(proxy -> proxy.getHost() != null);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static InetSocketAddress socketAddress(URI proxy) {
    int port = proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort();
    return InetSocketAddress.createUnresolved(proxy.getHost(), port);
  }

  private boolean isDirect(String host) {
    return Arrays.stream(variable("no_proxy").orElse("").split(",", -1))
        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> entry.startsWith(".") ? entry.substring(1) : entry)
        .anyMatch(entry -> entry.equals("*") || host.equals(entry) || host.endsWith("." + entry));
  }

  private Optional<String> variable(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.of(lower, lower.toUpperCase(Locale.ROOT))
        .map(environment::get)
        .filter(value -> value != null && !value.isBlank())
        .findFirst();
  }
}
