package stentor.app.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * The texts, by key. They lie in one file for each feature ({@code resources/app/messages}), so
 * that who translates sees what belongs together; a key stands in one file only. In a text, {@code
 * {0}} is the first value, {@code {1}} the second. Immutable; safe for all threads.
 */
public final class Messages extends ResourceBundle {

  /** The files, without their ending. */
  static final List<String> FILES =
      List.of(
          "common",
          "shell",
          "home",
          "launch",
          "change",
          "overview",
          "logs",
          "transcribe",
          "history",
          "export",
          "sound",
          "tasks",
          "teardown",
          "receipt",
          "problem",
          "settings",
          "palette",
          "help",
          "closing",
          "signin");

  private final Properties texts = new Properties();

  /**
   * Reads them all.
   *
   * @throws IllegalStateException if a key stands twice
   */
  public Messages() {
    for (String file : FILES) {
      Properties some = read(file);
      for (String key : some.stringPropertyNames()) {
        if (texts.putIfAbsent(key, some.getProperty(key)) != null) {
          throw new IllegalStateException("Two texts for the key " + key);
        }
      }
    }
  }

  private static Properties read(String file) {
    Properties read = new Properties();
    String name = "/stentor/app/messages/" + file + ".properties";
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Messages.class.getResourceAsStream(name), name),
            StandardCharsets.UTF_8)) {
      read.load(reader);
      return read;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * The text of a key.
   *
   * @param values take the places {@code {0}}, {@code {1}}, ... in it, as {@link String#valueOf}
   *     writes them
   * @throws MissingResourceException if there is none
   */
  public String text(String key, Object... values) {
    String text = getString(key);
    for (int index = 0; index < values.length; index++) {
      text = text.replace("{" + index + "}", String.valueOf(values[index]));
    }
    return text;
  }

  /**
   * The text for so many: that of {@code key.one} for 1, else that of {@code key.many}, with the
   * number as its first value.
   */
  public String count(String key, long number) {
    return text(key + (number == 1 ? ".one" : ".many"), Figures.whole(number));
  }

  @Override
  protected Object handleGetObject(String key) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new MissingResourceException("No text for " + key, Messages.class.getName(), key);
    }
    return text;
  }

  @Override
  public boolean containsKey(String key) {
    return texts.containsKey(key);
  }

  @Override
  protected Set<String> handleKeySet() {
    return texts.stringPropertyNames();
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(texts.stringPropertyNames());
  }
}
