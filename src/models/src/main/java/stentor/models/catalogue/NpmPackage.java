package stentor.models.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of an npm package, spelled as a package URL (purl-spec, type {@code npm}): {@code
 * pkg:npm/%40scope/name@version}.
 *
 * @param scope the scope without its {@code @}; absent where the package has none
 * @param name the name without the scope
 * @param version the exact version
 */
public record NpmPackage(Optional<String> scope, String name, String version) {

  private static final String WORD = "[a-z0-9][a-z0-9._-]*";
  private static final Pattern PURL =
      Pattern.compile(
          "pkg:npm/(?:%40(?<scope>WORD)/)?(?<name>WORD)@(?<version>[0-9][0-9A-Za-z.+-]*)"
              .replace("WORD", WORD));

  /** The package that a package URL names. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static NpmPackage parse(String purl) {
    Matcher match = PURL.matcher(purl);
    if (!match.matches()) {
      throw new IllegalArgumentException("not a package URL of npm: " + purl);
    }
    return new NpmPackage(
        Optional.ofNullable(match.group("scope")), match.group("name"), match.group("version"));
  }

  /** The name by which a registry knows it: {@code @scope/name} or {@code name}. */
  public String fullName() {
    return scope.map(word -> "@" + word + "/").orElse("") + name;
  }

  /** The name of its file in a registry: {@code name-version.tgz}, without the scope. */
  public String registryFile() {
    return name + "-" + version + ".tgz";
  }

  /** The name {@code npm pack} gives its file: {@code scope-name-version.tgz}. */
  public String packedFile() {
    return scope.map(word -> word + "-").orElse("") + registryFile();
  }

  /** The package URL. */
  @JsonValue
  @Override
  public String toString() {
    return "pkg:npm/" + scope.map(word -> "%40" + word + "/").orElse("") + name + "@" + version;
  }
}
