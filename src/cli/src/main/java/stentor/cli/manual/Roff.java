package stentor.cli.manual;

import java.util.List;

/**
 * Writes a page in the language of {@code man}: roff with the macros of man(7). What is given as
 * text comes out as that text, whatever letters it has.
 */
final class Roff {

  private static final String EXAMPLE = "  ";

  private final StringBuilder page = new StringBuilder();

  /** A line of the language itself, which is not changed. */
  Roff request(String line) {
    page.append(line).append('\n');
    return this;
  }

  /** A section. */
  Roff section(String title) {
    return request(".SH " + quoted(title));
  }

  /** A section of a section. */
  Roff subsection(String title) {
    return request(".SS " + quoted(title));
  }

  /** A new paragraph. */
  Roff paragraph() {
    return request(".PP");
  }

  /** A line of text. */
  Roff text(String text) {
    return request(protectedStart(escaped(text)));
  }

  /** Something in bold, and what it means. */
  Roff item(String name, List<String> meaning) {
    request(".TP").request(".B " + quoted(name));
    meaning.forEach(this::text);
    return this;
  }

  /** Lines of a footer: those that are indented are examples and stay as they are. */
  Roff lines(List<String> lines) {
    boolean inExample = false;
    boolean begun = false;
    for (String line : lines.stream().filter(any -> !any.isBlank()).toList()) {
      boolean example = line.startsWith(EXAMPLE);
      if (inExample && !example) {
        request(".fi").request(".RE");
      }
      if (!begun || example != inExample) {
        paragraph();
      }
      if (example && !inExample) {
        request(".RS 4").request(".nf");
      }
      text(example ? line.strip() : line);
      inExample = example;
      begun = true;
    }
    return inExample ? request(".fi").request(".RE") : this;
  }

  /** The whole page. */
  String page() {
    return page.toString();
  }

  /**
   * The text with what the language would understand made harmless. A hyphen that a person may want
   * to copy has to be a minus sign, or typesetting makes another letter of it.
   */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            letter -> {
              switch (letter) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '"' -> escaped.append("\\(dq");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                default -> {
                  if (letter < 0x80) {
                    escaped.appendCodePoint(letter);
                  } else {
                    escaped.append("\\[u%04X]".formatted(letter));
                  }
                }
              }
            });
    return escaped.toString();
  }

  private static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  /** A point or a quotation mark at the start of a line would make a request of it. */
  private static String protectedStart(String line) {
    return line.startsWith(".") ? "\\&" + line : line;
  }
}
