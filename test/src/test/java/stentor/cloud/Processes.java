package stentor.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks again and again at the command lines of all processes of this computer, and at the
 * variables of those that belong to a home folder of Stentor's.
 */
final class Processes implements AutoCloseable {

  private static final long EVERY_MILLIS = 50;

  private final String home;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Thread thread;

  Processes(Path home) {
    this.home = "STENTOR_HOME=" + home;
    this.thread = Thread.ofPlatform().daemon().start(this::watch);
  }

  /** All that was seen, each text once. */
  Set<String> seen() {
    return Set.copyOf(seen);
  }

  private void watch() {
    while (!ended.get()) {
      look();
      try {
        Thread.sleep(EVERY_MILLIS);
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  void look() {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        String variables = read(process.resolve("environ"));
        if (variables.contains(home)) {
          seen.add(variables);
          seen.add(read(process.resolve("cmdline")));
        }
      }
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  /** Processes end while they are looked at. */
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "";
    }
  }

  @Override
  public void close() {
    ended.set(true);
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
