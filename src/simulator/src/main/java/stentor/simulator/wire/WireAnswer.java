package stentor.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer as it goes.
 *
 * @param status of HTTP
 * @param headers with {@code Content-Type} among them where there is a body
 * @param body not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record WireAnswer(int status, Map<String, String> headers, byte[] body) {

  private static final int OK = 200;

  /** Copies the headers. */
  public WireAnswer {
    headers = Map.copyOf(headers);
  }

  /** JSON as REST services send it, status 200. */
  public static WireAnswer json(JsonNode document) {
    return of(OK, "application/json", document.toString());
  }

  /** JSON as services with {@code X-Amz-Target} send it, status 200. */
  public static WireAnswer amazonJson(JsonNode document) {
    return of(OK, "application/x-amz-json-1.1", document.toString());
  }

  /** XML, status 200. */
  public static WireAnswer xml(String document) {
    return of(OK, "text/xml", document);
  }

  /** Nothing but a status. */
  public static WireAnswer empty(int status) {
    return new WireAnswer(status, Map.of(), new byte[0]);
  }

  /** Any text. */
  public static WireAnswer of(int status, String contentType, String text) {
    return new WireAnswer(
        status, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with a header more. */
  public WireAnswer with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new WireAnswer(status, more, body);
  }
}
