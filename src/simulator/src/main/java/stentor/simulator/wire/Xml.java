package stentor.simulator.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes XML from its outside to its inside. For one thread. */
public final class Xml {

  private final StringBuilder text = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element. */
  public Xml open(String name) {
    text.append('<').append(name).append('>');
    open.push(name);
    return this;
  }

  /** Opens an element of a namespace. */
  public Xml open(String name, String namespace) {
    text.append('<').append(name).append(" xmlns=\"").append(escaped(namespace)).append("\">");
    open.push(name);
    return this;
  }

  /** Closes what was opened last. */
  public Xml close() {
    text.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element with a text. */
  public Xml put(String name, Object value) {
    return open(name).text(value).close();
  }

  /** An element with a text, where there is one. */
  public Xml put(String name, Optional<?> value) {
    value.ifPresent(text -> put(name, text));
    return this;
  }

  /** An element that holds one element for each item. */
  public <T> Xml list(
      String name, String item, Iterable<? extends T> items, BiConsumer<Xml, T> body) {
    open(name);
    for (T one : items) {
      open(item);
      body.accept(this, one);
      close();
    }
    return close();
  }

  /** Text. */
  public Xml text(Object value) {
    text.append(escaped(String.valueOf(value)));
    return this;
  }

  /** The document; everything that was opened is closed. */
  public String written() {
    while (!open.isEmpty()) {
      close();
    }
    return text.toString();
  }

  /** Text as XML 1.0 can hold it. */
  public static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                case '\t', '\n' -> out.appendCodePoint(point);
                default -> out.appendCodePoint(point < ' ' ? '?' : point);
              }
            });
    return out.toString();
  }
}
