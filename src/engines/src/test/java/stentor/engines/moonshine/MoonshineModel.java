package stentor.engines.moonshine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Finds the Moonshine model for the tests that need one. */
final class MoonshineModel {

  private static final String NAME = "STENTOR_TEST_MODEL_MOONSHINE";

  private MoonshineModel() {}

  /**
   * The folder of the model: what {@value #NAME} names, as system property or environment variable,
   * or else the model moonshine-tiny-en in {@code STENTOR_HOME}. Without one the test is skipped.
   */
  static Path folder() {
    String named = System.getProperty(NAME, System.getenv().getOrDefault(NAME, ""));
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    return installed()
        .orElseThrow(
            () ->
                new TestAbortedException(
                    "Moonshine is not tested on a model: neither "
                        + NAME
                        + " nor a STENTOR_HOME with moonshine-tiny-en names one"));
  }

  private static Optional<Path> installed() {
    String home = System.getenv().getOrDefault("STENTOR_HOME", "");
    Path versions = Path.of(home, "models", "moonshine-tiny-en");
    if (home.isEmpty() || !Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(versions)) {
      List<Path> models =
          folders
              .filter(folder -> Files.exists(folder.resolve(MoonshineNetwork.ENCODER)))
              .sorted()
              .toList();
      return models.isEmpty() ? Optional.empty() : Optional.of(models.getLast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
