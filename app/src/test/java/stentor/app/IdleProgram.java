package stentor.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Measures the built app while nobody does anything: the processor time that its process takes, as
 * a part of one core, and its memory. The first screen is open. Linux only.
 *
 * <p>Arguments: the folder {@code dist}, Stentor's folder, and how many seconds (60).
 */
final class IdleProgram {

  private static final Duration WARM_UP = Duration.ofSeconds(20);

  private IdleProgram() {}

  /** Measures. */
  public static void main(String[] words) throws IOException, InterruptedException {
    Path dist = Path.of(words[0]).toAbsolutePath();
    int seconds = words.length > 2 ? Integer.parseInt(words[2]) : 60;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Path cache = dist.resolve("aot/app-" + System.getProperty("java.runtime.version") + ".aot");
    if (Files.exists(cache)) {
      command.add("-XX:AOTCache=" + cache);
    }
    command.add("@" + dist.resolve("app.args"));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("STENTOR_HOME", words[1]);
    Process app = builder.start();
    try {
      TimeUnit.SECONDS.sleep(WARM_UP.toSeconds());
      Duration before = spent(app);
      TimeUnit.SECONDS.sleep(seconds);
      Duration spent = spent(app).minus(before);
      System.out.printf(
          "idle: %.2f %% of one core over %d s; PSS %d MB%n",
          100.0 * spent.toMillis() / (seconds * 1_000.0), seconds, pss(app.pid()) / 1_000_000);
    } finally {
      app.destroy();
      app.waitFor();
    }
  }

  private static Duration spent(Process process) {
    return process.info().totalCpuDuration().orElseThrow();
  }

  static long pss(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
        .filter(line -> line.startsWith("Pss:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
