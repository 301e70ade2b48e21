package stentor.simulator.door;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stentor.simulator.wire.WireFault;

/**
 * What a request says of who signed it, by Signature Version 4 in a header or in the address. The
 * signature itself is not computed anew: the simulator knows no secret keys.
 *
 * @param accessKey whose
 * @param region for which
 * @param service for which
 * @param date when, as it is written
 */
record Signature(String accessKey, String region, String service, String date) {

  /** Nobody signed. */
  static final Signature NONE = new Signature("", "", "", "");

  private static final Pattern CREDENTIAL =
      Pattern.compile("([^/=\\s]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  /**
   * Reads it.
   *
   * @param headers by name in lower case
   * @param query of the address
   */
  static Signature of(Map<String, String> headers, Map<String, List<String>> query) {
    String header = headers.getOrDefault("authorization", "");
    if (header.startsWith("AWS4-HMAC-SHA256")) {
      return credential(header, headers.getOrDefault("x-amz-date", ""));
    }
    return Optional.ofNullable(query.get("X-Amz-Credential"))
        .map(
            values ->
                credential(
                    values.getFirst(),
                    Optional.ofNullable(query.get("X-Amz-Date")).map(List::getFirst).orElse("")))
        .orElse(NONE);
  }

  private static Signature credential(String text, String date) {
    Matcher matcher = CREDENTIAL.matcher(text);
    if (!matcher.find()) {
      throw new WireFault(
          400, "IncompleteSignature", "The credential in the request is no valid credential");
    }
    return new Signature(matcher.group(1), matcher.group(3), matcher.group(4), date);
  }

  /**
   * Refuses what was signed at another time than now.
   *
   * @param now the time that the service believes in
   * @throws WireFault as the service words it
   */
  void check(Instant now) {
    if (accessKey.isEmpty()) {
      return;
    }
    Instant signed;
    try {
      signed = LocalDateTime.parse(date, STAMP).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException malformed) {
      throw new WireFault(
          400,
          "IncompleteSignature",
          "Date must be in ISO-8601 'basic format'. Got '" + date + "'",
          malformed);
    }
    if (Duration.between(signed, now).abs().compareTo(TOLERANCE) <= 0) {
      return;
    }
    if (service.equals("s3")) {
      throw new WireFault(
          403,
          "RequestTimeTooSkewed",
          "The difference between the request time and the current time is too large.");
    }
    boolean early = signed.isBefore(now);
    throw new WireFault(
        403,
        "SignatureDoesNotMatch",
        early
            ? "Signature expired: %s is now earlier than %s (%s - 5 min.)"
                .formatted(date, stamp(now.minus(TOLERANCE)), stamp(now))
            : "Signature not yet current: %s is still later than %s (%s + 5 min.)"
                .formatted(date, stamp(now.plus(TOLERANCE)), stamp(now)));
  }

  private static String stamp(Instant time) {
    return STAMP.format(time.atOffset(ZoneOffset.UTC));
  }
}
