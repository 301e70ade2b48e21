package stentor.cli.environment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import stentor.cli.terminal.ScreenText;
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
record LogEvent(
    long timestamp,
    String level,
    String loggerName,
    String formattedMessage,
    Optional<List<Map<String, String>>> kvpList,
    Optional<Thrown> throwable) {

  /** So long a chain of causes is damaged or means harm. */
  private static final int MOST_CAUSES = 20;

  /**
   * An exception.
   *
   * @param className its class
   * @param message what it says
   * @param stepArray where it was thrown, the innermost call first
   * @param cause what it was caused by
   */
  record Thrown(
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
  record Step(
      String className, String methodName, Optional<String> fileName, OptionalInt lineNumber) {}

  /**
   * The event that a line tells; absent where it is in another form, as the JVM's own words are.
   */
  static Optional<LogEvent> of(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Documents.read(line.getBytes(StandardCharsets.UTF_8), LogEvent.class));
    } catch (DocumentException otherForm) {
      return Optional.empty();
    }
  }

  /** It in lines for people: one, and one for each line of its exception. */
  List<String> readable(String program) {
    StringBuilder first =
        new StringBuilder(
            "%s %-5s %s %s"
                .formatted(
                    Instant.ofEpochMilli(timestamp),
                    level,
                    program,
                    ScreenText.line(formattedMessage)));
    for (Map<String, String> pair : kvpList.orElse(List.of())) {
      pair.forEach(
          (name, value) ->
              first.append(' ').append(name).append('=').append(ScreenText.line(value)));
    }
    List<String> lines = new ArrayList<>();
    lines.add(first.toString());
    Optional<Thrown> thrown = throwable;
    for (int depth = 0; thrown.isPresent() && depth < MOST_CAUSES; depth++) {
      lines.add((depth == 0 ? "  " : "  caused by ") + described(thrown.get()));
      thrown.get().stepArray().orElse(List.of()).stream()
          .map(LogEvent::described)
          .forEach(lines::add);
      thrown = thrown.get().cause();
    }
    return lines;
  }

  private static String described(Thrown thrown) {
    return ScreenText.line(thrown.className() + thrown.message().map(": "::concat).orElse(""));
  }

  private static String described(Step step) {
    String place =
        step.fileName().orElse("?")
            + (step.lineNumber().isPresent() ? ":" + step.lineNumber().getAsInt() : "");
    return ScreenText.line("at %s.%s(%s)".formatted(step.className(), step.methodName(), place))
        .indent(4)
        .stripTrailing();
  }
}
