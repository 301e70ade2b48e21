package stentor.cli.environment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.cli.terminal.ScreenText;
import stentor.control.log.LogEvent;
import stentor.control.log.LogEvent.Step;
import stentor.control.log.LogEvent.Thrown;

/** An event of a log in lines for people. Pure functions. */
final class LogText {

  private LogText() {}

  /** It in lines for people: one, and one for each line of its exception. */
  static List<String> of(LogEvent event, String program) {
    StringBuilder first =
        new StringBuilder(
            "%s %-5s %s %s"
                .formatted(
                    Instant.ofEpochMilli(event.timestamp()),
                    event.level(),
                    program,
                    ScreenText.line(event.formattedMessage())));
    for (Map<String, String> pair : event.kvpList().orElse(List.of())) {
      pair.forEach(
          (name, value) ->
              first.append(' ').append(name).append('=').append(ScreenText.line(value)));
    }
    List<String> lines = new ArrayList<>();
    lines.add(first.toString());
    Optional<Thrown> thrown = event.throwable();
    for (int depth = 0; thrown.isPresent() && depth < LogEvent.MOST_CAUSES; depth++) {
      lines.add((depth == 0 ? "  " : "  caused by ") + described(thrown.get()));
      thrown.get().stepArray().orElse(List.of()).stream()
          .map(LogText::described)
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
