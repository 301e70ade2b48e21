package stentor.app.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which profiles the configuration files of AWS's own tools have. Only their names and regions are
 * taken from the files: no key is kept, shown or logged. Format: <a
 * href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">shared config and
 * credentials files</a>. Safe for all threads.
 */
public final class AwsProfiles {

  private static final Logger LOG = LoggerFactory.getLogger(AwsProfiles.class);
  private static final int MOST_BYTES = 1 << 20;
  private static final String PROFILE = "profile ";

  private final Map<String, String> variables;
  private final Path home;

  /**
   * A profile.
   *
   * @param name its name
   * @param region the region it names, if it does
   */
  public record Profile(String name, Optional<String> region) {}

  /**
   * What there is.
   *
   * @param profiles in the order of the files
   * @param usual what is used where no profile is named, in a person's words for it: the name of a
   *     variable or of a profile
   * @param region the region of that, if it names one
   */
  public record Found(List<Profile> profiles, String usual, Optional<String> region) {

    /** Copies the list. */
    public Found {
      profiles = List.copyOf(profiles);
    }

    /** The same with access keys of these names, as far as no profile has the name. */
    public Found with(List<String> keys) {
      List<Profile> all = new ArrayList<>(profiles);
      for (String name : keys) {
        if (all.stream().noneMatch(one -> one.name().equals(name))) {
          all.add(new Profile(name, Optional.empty()));
        }
      }
      return new Found(all, usual, region);
    }
  }

  /**
   * Those of these files.
   *
   * @param variables environment variables, which may name other files
   * @param home the person's own folder
   */
  public AwsProfiles(Map<String, String> variables, Path home) {
    this.variables = Map.copyOf(variables);
    this.home = home;
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** Reads the files; one that cannot be read has none. */
  public Found find() {
    Map<String, Optional<String>> found = new LinkedHashMap<>();
    read(file("AWS_CONFIG_FILE", "config"), true, found);
    read(file("AWS_SHARED_CREDENTIALS_FILE", "credentials"), false, found);
    List<Profile> profiles =
        found.entrySet().stream().map(one -> new Profile(one.getKey(), one.getValue())).toList();
    Optional<String> named = variable("AWS_PROFILE");
    boolean keys =
        variable("AWS_ACCESS_KEY_ID").isPresent() && variable("AWS_SECRET_ACCESS_KEY").isPresent();
    String usual = named.orElse(keys ? "AWS_ACCESS_KEY_ID" : "default");
    Optional<String> region =
        variable("AWS_REGION")
            .or(() -> variable("AWS_DEFAULT_REGION"))
            .or(() -> found.getOrDefault(named.orElse("default"), Optional.empty()));
    return new Found(profiles, usual, region);
  }

  private Path file(String variable, String name) {
    return variable(variable).map(Path::of).orElse(home.resolve(".aws").resolve(name));
  }

  private static void read(Path file, boolean config, Map<String, Optional<String>> found) {
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (NoSuchFileException none) {
      return;
    } catch (IOException unreadable) {
      LOG.warn("The profiles of {} cannot be read: {}", file, unreadable.getClass().getName());
      return;
    }
    Optional<String> section = Optional.empty();
    for (String line : text.lines().toList()) {
      if (line.startsWith("[")) {
        section = profile(line, config);
        section.ifPresent(name -> found.putIfAbsent(name, Optional.empty()));
      } else {
        // A setting within another one is indented.
        Optional<String> region = value(line, "region");
        section.filter(name -> region.isPresent()).ifPresent(name -> found.put(name, region));
      }
    }
  }

  /** The profile that begins there; other sections of the configuration begin none. */
  private static Optional<String> profile(String line, boolean config) {
    int end = line.indexOf(']');
    if (end < 0) {
      return Optional.empty();
    }
    String name = line.substring(1, end).strip();
    if (config && name.startsWith(PROFILE)) {
      return named(name.substring(PROFILE.length()));
    }
    return config && !name.equals("default") ? Optional.empty() : named(name);
  }

  private static Optional<String> named(String name) {
    String bare = name.strip().replaceAll("^[\"']|[\"']$", "");
    return Optional.of(bare).filter(text -> !text.isEmpty());
  }

  private static Optional<String> value(String line, String key) {
    int equals = line.indexOf('=');
    return equals > 0 && line.substring(0, equals).stripTrailing().equals(key)
        ? Optional.of(line.substring(equals + 1).strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }
}
