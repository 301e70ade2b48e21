package stentor.protocol.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The built programs: {@code dist/{lib/*.jar,<program>.args}}, {@code dist/ffmpeg/} with the
 * programs that decode, and {@code dist/aot/} with a cache of loaded classes for each, which
 * shortens its start, where one was made for this JDK.
 *
 * @param folder the folder
 * @param javaHome home of the JDK or run-time image that shall run them
 * @param runtimeVersion that JDK's {@code java.runtime.version}
 */
public record Dist(Path folder, Path javaHome, String runtimeVersion) {

  /** Name of the system property that holds the folder; every argument file sets it. */
  public static final String PROPERTY = "stentor.dist";

  /**
   * Name of the system property that holds the folder for caches in a training run: a program that
   * is started by one with this property leaves its cache there (JEP 514).
   */
  public static final String TRAINING = "stentor.training";

  /**
   * The programs this one was started with, run by the same JDK.
   *
   * @throws IllegalStateException if this program was not started from there
   */
  public static Dist ofThisProcess() {
    String folder = System.getProperty(PROPERTY);
    if (folder == null) {
      throw new IllegalStateException(
          "Not started from dist/: the system property " + PROPERTY + " is not set");
    }
    return new Dist(
        Path.of(folder),
        Path.of(System.getProperty("java.home")),
        System.getProperty("java.runtime.version"));
  }

  /** As {@link #ofThisProcess()}; absent where this program was not started from there. */
  public static Optional<Dist> find() {
    return System.getProperty(PROPERTY) == null ? Optional.empty() : Optional.of(ofThisProcess());
  }

  /** The command that runs Java. */
  public Path java() {
    return javaHome.resolve("bin").resolve("java");
  }

  /**
   * The folder of FFmpeg's programs and their libraries; absent where none is built for this
   * system.
   */
  public Optional<Path> ffmpeg() {
    Path ffmpeg = folder.resolve("ffmpeg");
    return Files.isDirectory(ffmpeg) ? Optional.of(ffmpeg) : Optional.empty();
  }

  /** Whether this is a {@linkplain #TRAINING training run}. */
  public static boolean inTraining() {
    return System.getProperty(TRAINING) != null;
  }

  /**
   * The command that starts a program.
   *
   * @param program its name, for example {@code worker}
   * @param options options for the JVM, beside those of its argument file
   * @param arguments its command line
   */
  public List<String> command(String program, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java().toString());
    command.addAll(cacheOptions(program));
    Optional.ofNullable(System.getProperty(TRAINING))
        .ifPresent(caches -> command.add("-D" + TRAINING + "=" + caches));
    command.addAll(options);
    command.add("@" + folder.resolve(program + ".args"));
    command.addAll(arguments);
    return command;
  }

  /**
   * The option that makes a start use the program's cache of classes; none where there is no cache.
   * In a {@linkplain #TRAINING training run} it is the option that makes the cache when the program
   * ends.
   */
  public List<String> cacheOptions(String program) {
    Path cache = folder.resolve("aot").resolve(program + "-" + runtimeVersion + ".aot");
    String training = System.getProperty(TRAINING);
    if (training != null) {
      return List.of("-XX:AOTCacheOutput=" + Path.of(training).resolve(cache.getFileName()));
    }
    return cache.toFile().length() > 0 && Files.isReadable(cache)
        ? List.of("-XX:AOTCache=" + cache)
        : List.of();
  }
}
