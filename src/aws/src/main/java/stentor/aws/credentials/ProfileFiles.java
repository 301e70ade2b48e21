package stentor.aws.credentials;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The configuration files of AWS's own tools: <a
 * href="https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html">where they are</a>.
 *
 * @param variables environment variables, which may name other files
 */
record ProfileFiles(Map<String, String> variables) {

  private static final String SESSIONS = "sso-session";

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** The folder of AWS's own tools. */
  Path folder() {
    return Path.of(
            variable("HOME")
                .or(() -> variable("USERPROFILE"))
                .orElse(System.getProperty("user.home")))
        .resolve(".aws");
  }

  /** Reads them; those that are not there have nothing. */
  ProfileFile read() {
    ProfileFile.Aggregator all = ProfileFile.aggregator();
    add(all, "AWS_CONFIG_FILE", "config", ProfileFile.Type.CONFIGURATION);
    add(all, "AWS_SHARED_CREDENTIALS_FILE", "credentials", ProfileFile.Type.CREDENTIALS);
    return all.build();
  }

  private void add(
      ProfileFile.Aggregator all, String variable, String name, ProfileFile.Type type) {
    Path file = variable(variable).map(Path::of).orElse(folder().resolve(name));
    if (Files.isRegularFile(file)) {
      all.addFile(ProfileFile.builder().content(file).type(type).build());
    }
  }

  /** Names of all profiles. */
  List<String> names() {
    return List.copyOf(
        new TreeSet<>(read().profiles().values().stream().map(Profile::name).toList()));
  }

  /** A section about a sign-in to IAM Identity Center. */
  static Optional<Profile> session(ProfileFile files, String name) {
    return files.getSection(SESSIONS, name);
  }
}
