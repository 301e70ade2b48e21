package stentor.protocol.model;

import java.util.regex.Pattern;

/**
 * One file of a model.
 *
 * @param path where it is in the model's folder, parts separated by {@code /}
 * @param bytes its size
 * @param sha256 hash of its content, 64 lower-case hexadecimal digits
 */
public record ModelFile(String path, long bytes, String sha256) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks all of it, so that the path can be resolved in a folder without leaving it.
   *
   * @throws IllegalArgumentException if something is out of its range
   */
  public ModelFile {
    if (path == null || !ModelNames.isFile(path)) {
      throw new IllegalArgumentException("a file has no usable path");
    }
    if (bytes < 0) {
      throw new IllegalArgumentException("the file " + path + " has a negative size");
    }
    if (sha256 == null || !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("the file " + path + " has no SHA-256 hash");
    }
  }
}
