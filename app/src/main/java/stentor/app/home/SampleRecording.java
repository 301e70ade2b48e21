package stentor.app.home;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The recording that comes with the app, for who has none at hand. */
final class SampleRecording {

  private static final String NAME = "printing.wav";

  private final Path folder;

  /**
   * The sample, which is put into this folder when it is wanted.
   *
   * @param folder is made then
   */
  SampleRecording(Path folder) {
    this.folder = folder;
  }

  /**
   * Its file. Blocks while it is written.
   *
   * @throws HomeException if it cannot be written
   */
  Path file() {
    Path file = folder.resolve(NAME);
    try (InputStream sample =
        Objects.requireNonNull(
            SampleRecording.class.getResourceAsStream("/stentor/app/samples/" + NAME), NAME)) {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, NAME, ".part");
      try {
        Files.copy(sample, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
      return file;
    } catch (IOException failed) {
      throw new HomeException(
          new HomeProblem.SampleNotWritten(file, String.valueOf(failed.getMessage())), failed);
    }
  }
}
