package stentor.engines.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem;
import stentor.engines.natives.UnpackedNatives;

/**
 * Loads the native library of ONNX Runtime, once in a process. It does so in its place because ONNX
 * Runtime unpacks it to a temporary folder and deletes that at the end of the process only: 28 MB
 * stay behind where the process is killed. Here the files are gone as soon as they are loaded (on
 * Windows, which keeps loaded files, at the end). What a kill can leave is an empty folder of ONNX
 * Runtime's own. A folder named by the property {@value #NATIVE_PATH} is used as it is.
 */
public final class OnnxLibrary {

  /** The property by which ONNX Runtime lets a program choose where its libraries are. */
  private static final String NATIVE_PATH = "onnxruntime.native.path";

  private static final List<String> LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");

  private OnnxLibrary() {}

  /**
   * The environment of ONNX Runtime, which logs errors only, to the standard error stream.
   *
   * @param engine who asks, for the problem
   * @throws EngineException with {@link EngineProblem.NativesMissing} if the library does not load
   */
  public static synchronized OrtEnvironment environment(String engine) {
    try {
      if (System.getProperty(NATIVE_PATH) != null) {
        return load();
      }
      try (UnpackedNatives natives = UnpackedNatives.create("stentor-onnxruntime")) {
        for (String library : LIBRARIES) {
          String file = System.mapLibraryName(library);
          natives.unpack(
              OrtEnvironment.class, "/ai/onnxruntime/native/" + platform() + "/" + file, file);
        }
        return loadFrom(natives.folder());
      }
    } catch (IOException | LinkageError | IllegalStateException e) {
      throw new EngineException(
          new EngineProblem.NativesMissing(engine, String.valueOf(e.getMessage())), e);
    }
  }

  private static OrtEnvironment loadFrom(Path folder) {
    System.setProperty(NATIVE_PATH, folder.toString());
    try {
      return load();
    } catch (LinkageError | IllegalStateException e) {
      System.clearProperty(NATIVE_PATH);
      throw e;
    }
  }

  private static OrtEnvironment load() {
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "stentor");
  }

  /** The platform as the archive of ONNX Runtime names it, for example {@code linux-x64}. */
  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return (system.startsWith("mac") ? "osx" : system.startsWith("win") ? "win" : system)
        + "-"
        + switch (processor) {
          case "amd64", "x86_64" -> "x64";
          case "arm64" -> "aarch64";
          default -> processor;
        };
  }
}
