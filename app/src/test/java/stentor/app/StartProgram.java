package stentor.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures whole starts of the built app with a real window, from the start of its process: until
 * its frame is painted, and until the first look at the environments is. Prints the median and the
 * extremes in milliseconds, with the cache of loaded classes and without, in turn; and the
 * processor time of it, which other work on the machine lengthens less.
 *
 * <p>Arguments: the folder {@code dist}, and how often (10).
 */
final class StartProgram {

  private StartProgram() {}

  /** Measures. */
  public static void main(String[] words) throws IOException, InterruptedException {
    Path dist = Path.of(words[0]).toAbsolutePath();
    int times = words.length > 1 ? Integer.parseInt(words[1]) : 10;
    Path home = Files.createTempDirectory("stentor-start");
    Path cache = dist.resolve("aot/app-" + System.getProperty("java.runtime.version") + ".aot");
    Map<String, List<Long>> all = new HashMap<>();
    // The first one finds neither the files in memory nor its settings.
    for (int time = 0; time <= times; time++) {
      for (boolean cached : List.of(true, false)) {
        Map<String, Long> marks =
            start(dist, home, cached ? List.of("-XX:AOTCache=" + cache) : List.of());
        if (time > 0) {
          marks.forEach(
              (mark, millis) ->
                  all.computeIfAbsent(
                          mark + (cached ? " with the cache" : " without"), _ -> new ArrayList<>())
                      .add(millis));
        }
      }
    }
    all.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> System.out.println(entry.getKey() + ": " + median(entry.getValue())));
  }

  private static String median(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    return "%d ms (%d to %d), %d starts"
        .formatted(
            sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast(), sorted.size());
  }

  private static Map<String, Long> start(Path dist, Path home, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Dstentor.app.marks=true");
    command.add("@" + dist.resolve("app.args"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("STENTOR_HOME", home.toString());
    long begin = System.currentTimeMillis();
    Process process = builder.start();
    Map<String, Long> marks = new HashMap<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split(" ", -1);
        if (parts.length == 3 && parts[0].equals("mark")) {
          marks.put(parts[1], Long.parseLong(parts[2]) - begin);
        }
        if (marks.containsKey("content")) {
          process
              .info()
              .totalCpuDuration()
              .ifPresent(spent -> marks.put("processor time until then", spent.toMillis()));
          break;
        }
      }
    }
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return marks;
  }
}
