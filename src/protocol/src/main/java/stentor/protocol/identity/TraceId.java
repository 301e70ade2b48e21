package stentor.protocol.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names all that is done for one request of a client, on whatever machine, as W3C's Trace Context
 * has it (https://www.w3.org/TR/trace-context/).
 *
 * @param value 32 lower-case hexadecimal digits, not all of them 0
 */
public record TraceId(@JsonValue String value) {

  /** The header by which a client tells it; the value is read by {@link #ofTraceparent}. */
  public static final String TRACEPARENT = "traceparent";

  private static final int BYTES = 16;
  private static final Pattern DIGITS = Pattern.compile("(?!0{32})[0-9a-f]{32}");

  /** Version, trace, parent and flags; what a later version has more begins with a hyphen. */
  private static final Pattern HEADER =
      Pattern.compile("(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

  private static final String FIRST_VERSION = "00";

  /** Checks the digits. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TraceId {
    if (!DIGITS.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a trace's id: " + value);
    }
  }

  /** A new one: 128 random bits. */
  public static TraceId next(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    // All of them 0 would be none.
    bytes[BYTES - 1] |= 1;
    return new TraceId(HexFormat.of().formatHex(bytes));
  }

  /** The one in a {@code traceparent} header; absent where the header is malformed. */
  public static Optional<TraceId> ofTraceparent(String header) {
    Matcher parsed = HEADER.matcher(header);
    if (!parsed.matches() || !DIGITS.matcher(parsed.group(2)).matches()) {
      return Optional.empty();
    }
    boolean known = parsed.group(1).equals(FIRST_VERSION);
    return known && parsed.group(3) != null
        ? Optional.empty()
        : Optional.of(new TraceId(parsed.group(2)));
  }

  @Override
  public String toString() {
    return value;
  }
}
