package stentor.control.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads one line: {@code name{label="value",...} number [time]}. Used once, by one thread. */
final class MetricLine {

  private static final int LONGEST = 4_096;
  private static final int MOST_LABELS = 32;

  private final String text;
  private final int end;
  private int at;

  /** The line of this text from here to there. */
  MetricLine(String text, int begin, int end) {
    this.text = text;
    this.at = begin;
    this.end = end;
  }

  /** What it tells; absent where it is malformed or longer than any that is meant well. */
  Optional<MetricSample> read() {
    if (end - at > LONGEST) {
      return Optional.empty();
    }
    String name = word();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> labels = new HashMap<>();
    if (take('{') && !labels(labels)) {
      return Optional.empty();
    }
    String[] rest = text.substring(at, end).strip().split("\\s+", -1);
    OptionalDouble value = rest.length > 2 ? OptionalDouble.empty() : number(rest[0]);
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(new MetricSample(name, labels, value.getAsDouble()));
  }

  private boolean labels(Map<String, String> labels) {
    while (!take('}')) {
      skipSpaces();
      String label = word();
      skipSpaces();
      if (label.isEmpty() || labels.size() == MOST_LABELS || !take('=')) {
        return false;
      }
      skipSpaces();
      Optional<String> value = quoted();
      if (value.isEmpty() || labels.putIfAbsent(label, value.get()) != null) {
        return false;
      }
      skipSpaces();
      if (!take(',') && (at >= end || text.charAt(at) != '}')) {
        return false;
      }
      skipSpaces();
    }
    return true;
  }

  private Optional<String> quoted() {
    if (!take('"')) {
      return Optional.empty();
    }
    StringBuilder value = new StringBuilder();
    while (at < end) {
      char letter = text.charAt(at++);
      if (letter == '"') {
        return Optional.of(value.toString());
      }
      if (letter == '\\' && at < end) {
        char escaped = text.charAt(at++);
        value.append(escaped == 'n' ? '\n' : escaped);
      } else {
        value.append(letter);
      }
    }
    return Optional.empty();
  }

  private String word() {
    int begin = at;
    while (at < end && isOfWord(text.charAt(at), at > begin)) {
      at++;
    }
    return text.substring(begin, at);
  }

  private static boolean isOfWord(char letter, boolean inside) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (inside && letter >= '0' && letter <= '9')
        || letter == '_'
        || letter == ':';
  }

  private boolean take(char letter) {
    boolean there = at < end && text.charAt(at) == letter;
    at += there ? 1 : 0;
    return there;
  }

  private void skipSpaces() {
    while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  /** The number that a word spells, as Go writes them; absent where it spells none. */
  static OptionalDouble number(String word) {
    return switch (word) {
      case "+Inf", "Inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-Inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      case "NaN" -> OptionalDouble.of(Double.NaN);
      default -> finite(word);
    };
  }

  private static OptionalDouble finite(String word) {
    if (!word.matches("[-+]?(\\d{1,40}\\.?\\d{0,40}|\\.\\d{1,40})([eE][-+]?\\d{1,3})?")) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Double.parseDouble(word));
  }
}
