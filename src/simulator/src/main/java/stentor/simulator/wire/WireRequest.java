package stentor.simulator.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param method of HTTP
 * @param path with its escapes, without the query
 * @param query parameters of the address, decoded
 * @param headers by name in lower case
 * @param body not to be changed; empty where there is none
 * @param signingName service of the signature's credential scope, for example {@code ec2}; empty
 *     where the request is not signed
 * @param region of the credential scope; empty where the request is not signed
 * @param accessKey of the credential scope; empty where the request is not signed
 */
@SuppressWarnings("ArrayRecordComponent")
public record WireRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] body,
    String signingName,
    String region,
    String accessKey) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Copies the maps. */
  public WireRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** A header, by its name in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The first value of a parameter of the address. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).map(List::getFirst);
  }

  /** Parameters of a query protocol: those of the body and those of the address. */
  public Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    query.forEach((name, values) -> form.put(name, values.getFirst()));
    if (header("content-type").orElse("").startsWith("application/x-www-form-urlencoded")) {
      for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
      }
    }
    return form;
  }

  /**
   * The body as JSON, an empty object where there is none.
   *
   * @throws WireFault with {@code SerializationException} if it is none
   */
  public JsonNode json() {
    if (body.length == 0) {
      return MAPPER.createObjectNode();
    }
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException malformed) {
      throw new WireFault(400, "SerializationException", "The body is no JSON", malformed);
    } catch (IOException malformed) {
      throw new WireFault(400, "SerializationException", "The body is no text", malformed);
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new WireFault(
          400, "MalformedQueryString", "The query string has a syntax error", malformed);
    }
  }
}
