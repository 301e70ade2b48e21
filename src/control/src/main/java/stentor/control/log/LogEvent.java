package stentor.control.log;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;

/**
 * One line of a program's log: an object as Logback's {@code JsonEncoder} writes it, whose names
 * these are.
 *
 * @param timestamp milliseconds since 1970
 * @param level how grave it is
 * @param loggerName class that tells it
 * @param formattedMessage what it tells
 * @param kvpList what else belongs to it, each a map of one name to its value
 * @param throwable the exception, if there is one
 */
public record LogEvent(
    long timestamp,
    String level,
    String loggerName,
    String formattedMessage,
    Optional<List<Map<String, String>>> kvpList,
    Optional<Thrown> throwable) {

  /** So long a chain of causes is damaged or means harm. */
  public static final int MOST_CAUSES = 20;

  /**
   * An exception.
   *
   * @param className its class
   * @param message what it says
   * @param stepArray where it was thrown, the innermost call first
   * @param cause what it was caused by
   */
  public record Thrown(
      String className,
      Optional<String> message,
      Optional<List<Step>> stepArray,
      Optional<Thrown> cause) {}

  /**
   * A call.
   *
   * @param className class of the method
   * @param methodName the method
   * @param fileName file of its source, if that is known
   * @param lineNumber line in it, if that is known
   */
  public record Step(
      String className, String methodName, Optional<String> fileName, OptionalInt lineNumber) {}

  /**
   * The event that a line tells; absent where it is in another form, as the JVM's own words are.
   */
  public static Optional<LogEvent> of(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Documents.read(line.getBytes(StandardCharsets.UTF_8), LogEvent.class));
    } catch (DocumentException otherForm) {
      return Optional.empty();
    }
  }
}
