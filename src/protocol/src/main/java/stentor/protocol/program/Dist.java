package stentor.protocol.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The built programs: {@code dist/{lib/*.jar,<program>.args}}, and {@code dist/aot/} with a cache
 * of loaded classes for each, which shortens its start, where one was made for this JDK.
 *
 * @param folder the folder
 * @param javaHome home of the JDK or run-time image that shall run them
 * @param runtimeVersion that JDK's {@code java.runtime.version}
 */
public record Dist(Path folder, Path javaHome, String runtimeVersion) {

  /** Name of the system property that holds the folder; every argument file sets it. */
  public static final String PROPERTY = "stentor.dist";

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

  /**
   * The command that starts a program.
   *
   * @param program its name, for example {@code worker}
   * @param options options for the JVM, beside those of its argument file
   * @param arguments its command line
   */
  public List<String> command(String program, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(cacheOptions(program));
    command.addAll(options);
    command.add("@" + folder.resolve(program + ".args"));
    command.addAll(arguments);
    return command;
  }

  /**
   * The option that makes a start use the program's cache of classes; none where there is no cache.
   */
  public List<String> cacheOptions(String program) {
    Path cache = folder.resolve("aot").resolve(program + "-" + runtimeVersion + ".aot");
    return cache.toFile().length() > 0 && Files.isReadable(cache)
        ? List.of("-XX:AOTCache=" + cache)
        : List.of();
  }
}
