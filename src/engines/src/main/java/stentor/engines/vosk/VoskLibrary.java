package stentor.engines.vosk;

import org.vosk.LibVosk;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem;

/** Loads the native library of Vosk, once in a process, and keeps it from talking. */
final class VoskLibrary {

  /** Where JNA unpacks natives; a worker in a container may have no home to do it in. */
  private static final String JNA_FOLDER = "jna.tmpdir";

  /** Errors only, to the standard error stream. */
  private static final int ERRORS = -1;

  private VoskLibrary() {}

  /**
   * Loads it.
   *
   * @param engine who asks, for the problem
   * @throws EngineException with {@link EngineProblem.NativesMissing} if it does not load
   */
  static synchronized void load(String engine) {
    if (System.getProperty(JNA_FOLDER) == null) {
      System.setProperty(JNA_FOLDER, System.getProperty("java.io.tmpdir"));
    }
    try {
      LibVosk.vosk_set_log_level(ERRORS);
    } catch (LinkageError e) {
      throw new EngineException(
          new EngineProblem.NativesMissing(engine, String.valueOf(e.getMessage())), e);
    }
  }
}
