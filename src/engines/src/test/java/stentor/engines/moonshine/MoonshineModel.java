package stentor.engines.moonshine;

import java.nio.file.Path;
import java.util.Map;
import org.opentest4j.TestAbortedException;
import stentor.models.Cancellation;
import stentor.models.StentorHome;
import stentor.models.library.ModelLibrary;

/** Finds the Moonshine model for the tests that need one. */
final class MoonshineModel {

  private static final String NAMED = "STENTOR_TEST_MODEL_MOONSHINE";
  private static final String NETWORK = "STENTOR_TEST_NETWORK";

  private MoonshineModel() {}

  /**
   * The folder of the model: the one that {@value #NAMED} names, or, where {@value #NETWORK} is 1,
   * the default model, which is fetched once a build. Without either the test is skipped.
   */
  static Path folder() {
    Map<String, String> environment = System.getenv();
    String named = environment.getOrDefault(NAMED, "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    if (!environment.getOrDefault(NETWORK, "").equals("1")) {
      throw new TestAbortedException(
          "Left out: needs the model (21 MB); "
              + NAMED
              + " names its folder, or "
              + NETWORK
              + "=1 fetches it through npm's registry");
    }
    StentorHome home = new StentorHome(Path.of("target", "test-home"));
    return ModelLibrary.of(home, environment)
        .obtain("moonshine-tiny-en", progress -> {}, Cancellation.never())
        .folder();
  }
}
