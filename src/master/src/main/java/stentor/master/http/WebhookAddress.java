package stentor.master.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import stentor.master.MasterException;
import stentor.master.MasterProblem;

/** Checks the web address that a client wants to be told of an outcome. */
final class WebhookAddress {

  private static final int MOST_CHARACTERS = 2000;
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private WebhookAddress() {}

  /**
   * The address.
   *
   * @throws MasterException if it cannot be used
   */
  static URI of(String text) {
    Optional<URI> address = text.length() <= MOST_CHARACTERS ? parse(text) : Optional.empty();
    return address
        .filter(WebhookAddress::isUsable)
        .orElseThrow(
            () ->
                new MasterException(
                    new MasterProblem.BadParameter(
                        "webhook",
                        "it is no web address",
                        "an absolute http or https URL of at most "
                            + MOST_CHARACTERS
                            + " characters, without a name and password in it")));
  }

  private static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text).parseServerAuthority());
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isUsable(URI address) {
    return address.getScheme() != null
        && SCHEMES.contains(address.getScheme().toLowerCase(Locale.ROOT))
        && address.getHost() != null
        && address.getPort() <= 65_535
        && address.getPort() != 0
        && address.getRawUserInfo() == null;
  }
}
