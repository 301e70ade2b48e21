package stentor.engines;

import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** A model that cannot be fetched by the build: whoever has one names its folder. */
public final class NamedModel {

  private NamedModel() {}

  /**
   * The folder that a variable of the environment names; the test is skipped where there is none.
   *
   * @param what the model that is needed, for people
   */
  public static Path folder(String variable, String what) {
    String named = System.getenv().getOrDefault(variable, "");
    if (named.isEmpty()) {
      throw new TestAbortedException(
          "Left out: needs " + what + "; " + variable + " names its folder");
    }
    return Path.of(named);
  }
}
