package stentor.engines.whisper;

import io.github.givimad.whisperjni.WhisperJNI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem;
import stentor.engines.natives.UnpackedNatives;

/**
 * Loads the native libraries of whisper.cpp, once in a process, and silences them. They are
 * unpacked here because the binding leaves their folder behind. A folder named by the property
 * {@value #NATIVE_PATH} is used as it is.
 */
final class WhisperLibrary {

  /** The property by which the binding lets a program choose where its libraries are. */
  private static final String NATIVE_PATH = "io.github.givimad.whisperjni.libdir";

  /** What the faster build for x64 needs of the processor, as Linux names it. */
  private static final List<String> FAST_X64 = List.of("avx", "avx2", "fma", "f16c");

  private WhisperLibrary() {}

  /**
   * The binding, its libraries loaded.
   *
   * @param engine who asks, for the problem
   * @throws EngineException with {@link EngineProblem.NativesMissing} if they do not load
   */
  static synchronized WhisperJNI load(String engine) {
    try {
      if (System.getProperty(NATIVE_PATH) == null) {
        try (UnpackedNatives natives = UnpackedNatives.create("stentor-whisper")) {
          unpack(natives);
          loadFrom(natives.folder());
        }
      } else {
        WhisperJNI.loadLibrary();
      }
      WhisperJNI.setLibraryLogger(null);
      return new WhisperJNI();
    } catch (IOException | LinkageError e) {
      throw new EngineException(
          new EngineProblem.NativesMissing(engine, String.valueOf(e.getMessage())), e);
    }
  }

  private static void loadFrom(Path folder) throws IOException {
    System.setProperty(NATIVE_PATH, folder.toString());
    try {
      WhisperJNI.loadLibrary();
    } finally {
      // The folder goes; the binding knows by itself that it is loaded.
      System.clearProperty(NATIVE_PATH);
    }
  }

  private static void unpack(UnpackedNatives natives) throws IOException {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean arm = processor.equals("aarch64") || processor.equals("arm64");
    if (!arm && !processor.equals("amd64") && !processor.equals("x86_64")) {
      throw new IOException("whisper.cpp has no library for the processor " + processor);
    }
    if (system.startsWith("mac")) {
      String from = arm ? "/macos-arm64/" : "/macos-amd64/";
      unpack(natives, from + "libggml.dylib", "libggml.dylib");
      unpack(natives, from + "libwhisper.1.dylib", "libwhisper.1.dylib");
      unpack(natives, from + "libwhisper-jni.dylib", "libwhisper-jni.dylib");
    } else if (system.startsWith("win") && !arm) {
      unpack(natives, "/win-amd64/whisper-jni_full.dll", "whisper-jni.dll");
    } else if (system.equals("linux")) {
      String from = arm ? "/debian-arm64/" : "/debian-amd64/";
      unpack(natives, from + (arm ? ggmlForArm() : ggmlForX64()), "libggml.so");
      unpack(natives, from + "libwhisper.so.1", "libwhisper.so.1");
      unpack(natives, from + "libwhisper-jni.so", "libwhisper-jni.so");
    } else {
      throw new IOException("whisper.cpp has no library for " + system + " on " + processor);
    }
  }

  private static void unpack(UnpackedNatives natives, String resource, String name)
      throws IOException {
    natives.unpack(WhisperJNI.class, resource, name);
  }

  private static String ggmlForX64() throws IOException {
    return flags().containsAll(FAST_X64) ? "libggml+mf16c+mfma+mavx+mavx2.so" : "libggml.so";
  }

  private static String ggmlForArm() throws IOException {
    return flags().contains("fphp") ? "libggml+fp16.so" : "libggml+crc.so";
  }

  /** What the first processor can. */
  private static List<String> flags() throws IOException {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
        .findFirst()
        .map(line -> List.of(line.substring(line.indexOf(':') + 1).strip().split(" ")))
        .orElse(List.of());
  }
}
