package stentor.aws.preflight;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import stentor.control.environment.PrivateFiles;
import stentor.protocol.json.Documents;

/**
 * The policy that allows what is missing: {@code missing-permissions.json} in the environment's
 * folder, in the form in which IAM takes policies (version 2012-10-17 of its policy language).
 */
public final class MissingPermissions {

  private static final String LANGUAGE = "2012-10-17";

  private final Path folder;
  private final Path file;

  /** That of the environment in this folder. */
  public MissingPermissions(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("missing-permissions.json");
  }

  /** Where it is. */
  Path file() {
    return file;
  }

  /**
   * A policy.
   *
   * @param version of the language
   * @param statements what it allows
   */
  record Policy(
      @JsonProperty("Version") String version,
      @JsonProperty("Statement") List<Statement> statements) {}

  /**
   * One statement of it.
   *
   * @param id its name
   * @param effect {@code Allow}
   * @param actions what is allowed
   * @param resource on what
   */
  record Statement(
      @JsonProperty("Sid") String id,
      @JsonProperty("Effect") String effect,
      @JsonProperty("Action") List<String> actions,
      @JsonProperty("Resource") String resource) {}

  /** Writes it in the place of what was there. */
  void write(List<ActionGroup> missing) throws IOException {
    Policy policy =
        new Policy(
            LANGUAGE,
            missing.stream()
                .map(
                    group ->
                        new Statement(
                            "Stentor" + group.id(), "Allow", group.actions(), group.resource()))
                .toList());
    PrivateFiles.makeFolder(folder);
    PrivateFiles.replace(file, Documents.writeIndented(policy));
  }

  /** Removes it: nothing is missing any more. */
  void clear() throws IOException {
    Files.deleteIfExists(file);
  }
}
