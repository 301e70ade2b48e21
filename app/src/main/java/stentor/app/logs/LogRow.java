package stentor.app.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import stentor.control.log.LogEvent;
import stentor.control.log.LogEvent.Thrown;
import stentor.control.log.LogLine;

/**
 * A line of a log as it is shown. Immutable.
 *
 * @param at when it was written; absent where the line does not say
 * @param gravity how grave it is
 * @param program who wrote it
 * @param text what it tells, on one line
 * @param more where it was told and what was thrown, a line each; may be empty
 */
record LogRow(
    Optional<Instant> at, Gravity gravity, String program, String text, List<String> more) {

  /** What would break a line, or turn the direction of what follows. */
  private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  /** Copies the list. */
  LogRow {
    more = List.copyOf(more);
  }

  /** What this line is, shown. */
  static LogRow of(LogLine line) {
    return line.event()
        .map(event -> of(event, line.program()))
        .orElseGet(
            () ->
                new LogRow(
                    Optional.empty(), Gravity.INFO, line.program(), plain(line.text()), List.of()));
  }

  private static LogRow of(LogEvent event, String program) {
    StringBuilder text = new StringBuilder(event.formattedMessage());
    for (Map<String, String> pair : event.kvpList().orElse(List.of())) {
      pair.forEach((name, value) -> text.append("  ").append(name).append('=').append(value));
    }
    List<String> more = new ArrayList<>();
    more.add(plain(event.loggerName()));
    Optional<Thrown> thrown = event.throwable();
    for (int depth = 0; thrown.isPresent() && depth < LogEvent.MOST_CAUSES; depth++) {
      Thrown one = thrown.get();
      more.add(plain(one.className() + one.message().map(": "::concat).orElse("")));
      one.stepArray()
          .orElse(List.of())
          .forEach(step -> more.add(plain("    at " + step.className() + "." + step.methodName())));
      thrown = one.cause();
    }
    return new LogRow(
        Optional.of(Instant.ofEpochMilli(event.timestamp())),
        Gravity.of(event.level()),
        program,
        plain(text.toString()),
        more);
  }

  private static String plain(String text) {
    return STEERING.matcher(text).replaceAll(" ").stripTrailing();
  }

  /** Whether these words are in it, whatever their case. */
  boolean has(String words) {
    String sought = words.toLowerCase(Locale.ROOT);
    return text.toLowerCase(Locale.ROOT).contains(sought)
        || program.toLowerCase(Locale.ROOT).contains(sought)
        || more.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).contains(sought));
  }

  /** All of it in lines. */
  String full() {
    StringBuilder full = new StringBuilder();
    at.ifPresent(moment -> full.append(moment).append(' '));
    full.append(gravity).append(' ').append(program).append(' ').append(text);
    more.forEach(line -> full.append('\n').append("  ").append(line));
    return full.toString();
  }
}
