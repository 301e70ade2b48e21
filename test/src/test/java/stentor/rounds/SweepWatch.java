package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Watches who has the duty of sweeping: the store's document {@code duties/sweep.json}, as often as
 * it changes. Safe for all threads.
 */
final class SweepWatch implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LOOK_MILLISECONDS = 20;

  private final Path file;
  private final List<Holding> holdings = new ArrayList<>();
  private final Thread thread;

  private record Holding(String holder, Instant from, Instant until) {}

  private SweepWatch(Path file) {
    this.file = file;
    this.thread = Thread.ofVirtual().unstarted(this::watch);
  }

  /** Watches the store in this folder. */
  static SweepWatch of(Path store) {
    SweepWatch watch = new SweepWatch(store.resolve("duties/sweep.json"));
    watch.thread.start();
    return watch;
  }

  /** Sees that somebody had it, and nobody before another's time was over. */
  synchronized void check() {
    assertThat(holdings).isNotEmpty();
    for (int i = 1; i < holdings.size(); i++) {
      Holding before = holdings.get(i - 1);
      Holding after = holdings.get(i);
      if (!after.holder().equals(before.holder())) {
        assertThat(after.from()).as("%s after %s", after, before).isAfterOrEqualTo(before.until());
      }
    }
  }

  private void watch() {
    try {
      while (true) {
        look();
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLISECONDS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private synchronized void look() throws IOException {
    try {
      JsonNode duty = JSON.readTree(Files.readAllBytes(file));
      Holding seen =
          new Holding(
              duty.get("holder").asText(),
              Instant.parse(duty.get("from").asText()),
              Instant.parse(duty.get("until").asText()));
      if (holdings.isEmpty() || !holdings.getLast().equals(seen)) {
        holdings.add(seen);
      }
    } catch (NoSuchFileException nobodyYet) {
      // It is made by the first who takes the duty.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
