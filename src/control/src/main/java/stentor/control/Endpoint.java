package stentor.control;

import java.net.URI;

/**
 * Where a master is and what lets one in.
 *
 * @param url base URL, without a slash at its end
 * @param token bearer token; a secret, which {@link #toString()} keeps
 */
public record Endpoint(URI url, String token) {

  @Override
  public String toString() {
    return "Endpoint[" + url + "]";
  }
}
