package stentor.models.registry;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A package registry of npm's protocol and, where the user has one, the token for it.
 *
 * @param base its address; http or https, ends with a slash, without user and query
 * @param token sent to this registry and nowhere else
 */
public record Registry(URI base, Optional<String> token) {

  /**
   * Brings the address into its form.
   *
   * @throws IllegalArgumentException if it is no address of a web server
   */
  public Registry {
    base = normal(base);
  }

  /**
   * The same address, if it is one of a web server.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static URI webAddress(URI address) {
    String scheme = Objects.requireNonNullElse(address.getScheme(), "").toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null) {
      throw new IllegalArgumentException("not the address of a web server");
    }
    return address;
  }

  /** The address in the form that {@link #base} has. */
  static URI normal(URI address) {
    String scheme = webAddress(address).getScheme().toLowerCase(Locale.ROOT);
    String path = Objects.requireNonNullElse(address.getRawPath(), "");
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    String slash = path.endsWith("/") ? "" : "/";
    return URI.create(scheme + "://" + address.getHost() + port + path + slash);
  }

  /** The address of something in the registry. */
  public URI resolve(String path) {
    return URI.create(base + path);
  }

  /** The token, if something at this address may see it: it lies in the registry itself. */
  public Optional<String> tokenFor(URI address) {
    boolean inside =
        base.getScheme().equalsIgnoreCase(address.getScheme())
            && base.getHost().equalsIgnoreCase(address.getHost())
            && base.getPort() == address.getPort()
            && Objects.requireNonNullElse(address.getPath(), "").startsWith(base.getPath());
    return inside ? token : Optional.empty();
  }

  /** The address; never the token. */
  @Override
  public String toString() {
    return base.toString();
  }
}
