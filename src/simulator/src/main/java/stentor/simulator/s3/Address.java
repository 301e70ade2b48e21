package stentor.simulator.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stentor.simulator.wire.WireRequest;

/**
 * What a request is about.
 *
 * @param bucket its name; empty for the account
 * @param key of the object; empty for the bucket
 */
record Address(String bucket, String key) {

  private static final Pattern HOST =
      Pattern.compile("(.+)\\.(?:localhost|s3[.-][a-z0-9.-]*amazonaws\\.com)(?::\\d+)?");

  /** The bucket stands in the name of the host, or first in the path. */
  static Address of(WireRequest request) {
    String path = decoded(request.path().substring(1));
    Matcher host = HOST.matcher(request.header("host").orElse(""));
    if (host.matches()) {
      return new Address(host.group(1), path);
    }
    int slash = path.indexOf('/');
    return slash < 0
        ? new Address(path, "")
        : new Address(path.substring(0, slash), path.substring(slash + 1));
  }

  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
