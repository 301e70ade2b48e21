package stentor.master.language;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many questions were open at once lately, by model: work of workers of which no queue tells.
 * Safe for all threads.
 */
public final class QuestionLoad {

  /** Whoever scales workers looks every five seconds. */
  private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

  private final LongSupplier nanos;
  private final Map<String, Model> models = new HashMap<>();

  /**
   * Nothing was asked yet.
   *
   * @param nanos the monotonic clock
   */
  public QuestionLoad(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The peaks of this window and of the one before. */
  private static final class Model {
    private int open;
    private int peak;
    private int peakBefore;
    private long began;

    private void turn(long now) {
      long windows = (now - began) / WINDOW_NANOS;
      if (windows > 0) {
        peakBefore = windows == 1 ? peak : open;
        peak = open;
        began += windows * WINDOW_NANOS;
      }
    }
  }

  synchronized void asked(String id) {
    long now = nanos.getAsLong();
    Model model =
        models.computeIfAbsent(
            id,
            _ -> {
              Model fresh = new Model();
              fresh.began = now;
              return fresh;
            });
    model.turn(now);
    model.open++;
    model.peak = Math.max(model.peak, model.open);
  }

  synchronized void answered(String id) {
    Model model = models.get(id);
    if (model != null) {
      model.turn(nanos.getAsLong());
      model.open--;
    }
  }

  /** The most at once within the last ten to twenty seconds; models of none are absent. */
  public synchronized Map<String, Integer> lately() {
    Map<String, Integer> peaks = new HashMap<>();
    models.forEach(
        (id, model) -> {
          model.turn(nanos.getAsLong());
          int peak = Math.max(model.peak, model.peakBefore);
          if (peak > 0) {
            peaks.put(id, peak);
          }
        });
    return peaks;
  }
}
