package stentor.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The version this program was built as. */
final class Version {

  private Version() {}

  /** For example {@code 0.1.0}. */
  static String ofThisProgram() {
    try (InputStream text =
        Objects.requireNonNull(Version.class.getResourceAsStream("version.txt"), "version.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
