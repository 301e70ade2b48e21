package stentor.models.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@code .npmrc} file: lines {@code key = value}, comments after {@code ;} or {@code #} (npm's
 * documentation, page npmrc).
 *
 * @param values what it says
 */
record Npmrc(Map<String, String> values) {

  private static final Logger LOG = LoggerFactory.getLogger(Npmrc.class);
  private static final int MOST_BYTES = 1 << 20;
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^${}?]+)(\\?)?}");

  Npmrc {
    values = Map.copyOf(values);
  }

  /** Reads a file; one that is not there or cannot be read says nothing. */
  static Npmrc read(Path file) {
    if (!Files.isRegularFile(file)) {
      return new Npmrc(Map.of());
    }
    try (InputStream in = Files.newInputStream(file)) {
      return parse(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      LOG.warn("{} is left out, because it cannot be read: {}", file, unreadable.toString());
      return new Npmrc(Map.of());
    }
  }

  private static Npmrc parse(String text) {
    Map<String, String> values = new HashMap<>();
    for (String line : text.lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith(";") && !line.startsWith("#")) {
        values.put(line.substring(0, equals).strip(), unquoted(line.substring(equals + 1).strip()));
      }
    }
    return new Npmrc(values);
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(0) == value.charAt(value.length() - 1);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /**
   * The same with each {@code ${NAME}} replaced by the variable; a value that names a variable
   * which is not set is left out ({@code ${NAME?}} is then empty).
   */
  Npmrc expanded(Map<String, String> environment) {
    Map<String, String> expanded = new HashMap<>();
    values.forEach(
        (key, value) ->
            expand(value, environment).ifPresent(replaced -> expanded.put(key, replaced)));
    return new Npmrc(expanded);
  }

  private static Optional<String> expand(String value, Map<String, String> environment) {
    StringBuilder expanded = new StringBuilder();
    Matcher variable = VARIABLE.matcher(value);
    while (variable.find()) {
      String content = environment.get(variable.group(1));
      if (content == null && variable.group(2) == null) {
        return Optional.empty();
      }
      variable.appendReplacement(
          expanded, Matcher.quoteReplacement(content == null ? "" : content));
    }
    return Optional.of(variable.appendTail(expanded).toString());
  }

  /** A value that is set and not empty. */
  Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key)).filter(text -> !text.isBlank());
  }

  /** The token for a registry: {@code //host/path/:_authToken}, of the nearest parent path. */
  Optional<String> token(URI registry) {
    String place = registry.toString().replaceFirst("^[a-z]+:", "");
    while (place.length() > 2) {
      String withoutSlash = place.substring(0, place.length() - 1);
      Optional<String> token =
          value(place + ":_authToken").or(() -> value(withoutSlash + ":_authToken"));
      if (token.isPresent()) {
        return token;
      }
      place = place.substring(0, place.lastIndexOf('/', place.length() - 2) + 1);
    }
    return Optional.empty();
  }

  /** Nothing of the values, which may be secrets. */
  @Override
  public String toString() {
    return "Npmrc " + values.keySet();
  }
}
