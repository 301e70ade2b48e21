package stentor.protocol.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import stentor.protocol.json.Versioned;

/**
 * What a model is: {@code model.json} in its folder, written last, so that a folder which has one
 * is whole. It does not list itself.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param id names the model, see {@link ModelNames#isId}
 * @param version names the state of it, see {@link ModelNames#isVersion}
 * @param name what people call it
 * @param task what it does
 * @param engine which engine runs it, for example {@code moonshine}
 * @param languages BCP 47 tags of the languages it knows, at least one
 * @param licence SPDX identifier of its licence, or its name
 * @param source where it came from: a package URL or an address
 * @param sampleRate of the audio it takes, in Hz
 * @param files all its files, no two with the same path
 */
public record ModelDocument(
    int schema,
    String id,
    String version,
    String name,
    ModelTask task,
    String engine,
    List<String> languages,
    String licence,
    String source,
    int sampleRate,
    List<ModelFile> files)
    implements Versioned {

  /** Name of the file that holds it. */
  public static final String FILE = "model.json";

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
  private static final Pattern ENGINE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final int LOWEST_RATE = 4_000;
  private static final int HIGHEST_RATE = 192_000;

  /**
   * Checks all of it and copies the lists.
   *
   * @throws IllegalArgumentException if something is missing or out of its range
   */
  public ModelDocument {
    check(id != null && ModelNames.isId(id), "it has no usable id");
    check(version != null && ModelNames.isVersion(version), "it has no usable version");
    check(name != null && !name.isBlank(), "it has no name");
    check(task != null, "it has no task");
    check(engine != null && ENGINE.matcher(engine).matches(), "it has no usable engine");
    check(languages != null && !languages.isEmpty(), "it names no language");
    languages = List.copyOf(languages);
    check(
        languages.stream().allMatch(tag -> LANGUAGE.matcher(tag).matches()),
        "a language is no BCP 47 tag");
    check(licence != null && !licence.isBlank(), "it names no licence");
    check(source != null, "it names no source");
    check(sampleRate >= LOWEST_RATE && sampleRate <= HIGHEST_RATE, "its sample rate is no rate");
    check(files != null && !files.isEmpty(), "it lists no file");
    files = List.copyOf(files);
    Set<String> paths = new HashSet<>();
    for (ModelFile file : files) {
      check(paths.add(file.path()), "it lists the file " + file.path() + " twice");
      check(!file.path().equals(FILE), "it lists itself");
    }
  }

  /** Size of all its files together. */
  public long bytes() {
    return files.stream().mapToLong(ModelFile::bytes).sum();
  }

  private static void check(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
