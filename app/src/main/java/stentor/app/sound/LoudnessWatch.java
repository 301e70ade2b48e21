package stentor.app.sound;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Judges a level by what was heard within the last two seconds, so that the judgement stands still
 * between words. Not for use by several threads at once.
 */
public final class LoudnessWatch {

  private static final int REMEMBERED = 40;
  private static final double TOO_LOUD_PEAK = -1;
  private static final double TOO_QUIET = -42;

  private final Deque<Level> last = new ArrayDeque<>();

  /** Forgets what was heard. */
  public void begin() {
    last.clear();
  }

  /** How it is, with this level, which comes 20 times a second. */
  public Loudness with(Level level) {
    last.addLast(level);
    if (last.size() > REMEMBERED) {
      last.removeFirst();
    }
    double peak = Level.SILENCE;
    double loudest = Level.SILENCE;
    for (Level one : last) {
      peak = Math.max(peak, one.peakDecibels());
      loudest = Math.max(loudest, one.decibels());
    }
    if (peak >= TOO_LOUD_PEAK) {
      return Loudness.TOO_LOUD;
    }
    return loudest < TOO_QUIET ? Loudness.TOO_QUIET : Loudness.GOOD;
  }
}
