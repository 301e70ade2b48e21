package stentor.master.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stentor.master.JobProblem;
import stentor.master.MasterException;

/**
 * A stretch of bytes that a client asks for by the header {@code Range} (RFC 9110, section 14).
 *
 * @param from first byte
 * @param to one past the last
 */
record ByteRange(long from, long to) {

  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * The range that a header asks for; empty where it asks for none that is understood, which RFC
   * 9110 has answered with the whole: another unit, several ranges, or no range at all.
   *
   * @param length bytes there are
   * @throws MasterException if none of its bytes is there
   */
  static Optional<ByteRange> of(String header, long length) {
    Matcher matcher = ONE.matcher(header);
    if (!matcher.matches() || header.endsWith("=-")) {
      return Optional.empty();
    }
    if (matcher.group(1).isEmpty()) {
      long last = Math.min(Long.parseLong(matcher.group(2)), length);
      return satisfiable(length - last, length, length);
    }
    long from = Long.parseLong(matcher.group(1));
    boolean open = matcher.group(2).isEmpty();
    long last = open ? length - 1 : Long.parseLong(matcher.group(2));
    return !open && last < from
        ? Optional.empty()
        : satisfiable(from, Math.min(last + 1, length), length);
  }

  private static Optional<ByteRange> satisfiable(long from, long to, long length) {
    if (from >= length) {
      throw new MasterException(new JobProblem.RangeNotSatisfiable(length));
    }
    return Optional.of(new ByteRange(from, to));
  }

  /** How many bytes it has. */
  long length() {
    return to - from;
  }
}
