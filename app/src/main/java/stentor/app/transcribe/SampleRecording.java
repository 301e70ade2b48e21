package stentor.app.transcribe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import stentor.protocol.file.DurableFiles;
import stentor.protocol.file.IoReason;

/**
 * The sample that comes with the app, as a file: environments take files.
 *
 * @param folder where it is put
 */
public record SampleRecording(Path folder) implements TranscribePorts.Sample {

  private static final String NAME = "printing.wav";

  @Override
  public Path file() {
    Path file = folder.resolve(NAME);
    String resource = "/stentor/app/samples/" + NAME;
    try (InputStream in =
        Objects.requireNonNull(SampleRecording.class.getResourceAsStream(resource), resource)) {
      if (!Files.exists(file)) {
        Files.createDirectories(folder);
        DurableFiles.replace(file, in.readAllBytes());
      }
      return file;
    } catch (IOException failed) {
      throw new TranscribeException(
          new TranscribeProblem.FileTrouble(file, IoReason.of(failed)), failed);
    }
  }
}
