package stentor.app.chart;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stentor.speech.audio.WavReader;

/**
 * The outline of a recording: the lowest and highest sample of each short stretch, at several
 * resolutions. It has 3 MB at most, however long the recording is; up to an hour a stretch lasts 4
 * ms at 16 kHz, from there it grows with the length. Immutable, safe for all threads.
 */
public final class WaveformData {

  /** The most stretches of the finest resolution. */
  private static final int MOST = 1 << 20;

  private static final int FINEST_SAMPLES = 64;
  private static final int COARSER = 4;
  private static final int FEWEST = 16;
  private static final int COARSEST_LENGTH = 256;
  private static final int BLOCK = 16_384;
  private static final float FULL_SCALE = 127;

  private final int rate;
  private final long samples;
  private final long stretchSamples;
  private final List<Level> levels;

  private WaveformData(int rate, long samples, long stretchSamples, List<Level> levels) {
    this.rate = rate;
    this.samples = samples;
    this.stretchSamples = stretchSamples;
    this.levels = List.copyOf(levels);
  }

  /**
   * The lowest and the highest sample of a stretch.
   *
   * @param low from -1 to 1
   * @param high from -1 to 1, not below {@code low}
   */
  public record Peak(float low, float high) {

    /** That of silence. */
    public static final Peak SILENCE = new Peak(0, 0);
  }

  /** Peaks of one resolution; nobody changes the arrays any more. */
  private static final class Level {
    private final byte[] lows;
    private final byte[] highs;

    Level(byte[] lows, byte[] highs) {
      this.lows = lows;
      this.highs = highs;
    }

    int length() {
      return lows.length;
    }

    /** Four stretches become one. */
    Level coarser() {
      int length = (length() + COARSER - 1) / COARSER;
      byte[] low = new byte[length];
      byte[] high = new byte[length];
      for (int index = 0; index < length; index++) {
        int end = Math.min(length(), (index + 1) * COARSER);
        low[index] = lowest(lows, index * COARSER, end);
        high[index] = highest(highs, index * COARSER, end);
      }
      return new Level(low, high);
    }

    Peak peak(int from, int to) {
      return new Peak(lowest(lows, from, to) / FULL_SCALE, highest(highs, from, to) / FULL_SCALE);
    }

    private static byte lowest(byte[] values, int from, int to) {
      byte low = values[from];
      for (int index = from + 1; index < to; index++) {
        low = (byte) Math.min(low, values[index]);
      }
      return low;
    }

    private static byte highest(byte[] values, int from, int to) {
      byte high = values[from];
      for (int index = from + 1; index < to; index++) {
        high = (byte) Math.max(high, values[index]);
      }
      return high;
    }
  }

  /**
   * Reads the recording to its end, in memory that does not depend on its length. Blocks.
   *
   * @param recording a WAV file of any encoding; of several channels their mean is taken
   * @throws stentor.speech.audio.AudioException if it is no such recording
   * @throws IOException if it cannot be read
   * @throws InterruptedException if the thread was interrupted
   */
  public static WaveformData read(Path recording) throws IOException, InterruptedException {
    try (WavReader reader = WavReader.open(recording)) {
      Builder outline = new Builder(reader.format().rate());
      float[] block = new float[BLOCK];
      for (int count = reader.read(block); count >= 0; count = reader.read(block)) {
        outline.add(block, count);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      return outline.build();
    } catch (ClosedByInterruptException interrupted) {
      InterruptedException cancelled = new InterruptedException();
      cancelled.initCause(interrupted);
      throw cancelled;
    }
  }

  /** Begins an outline of samples that come bit by bit. */
  public static Builder at(int rate) {
    return new Builder(rate);
  }

  /** Samples a second. */
  public int rate() {
    return rate;
  }

  /** Length in seconds. */
  public double seconds() {
    return (double) samples / rate;
  }

  /** Length of the shortest stretch that can be told apart, in seconds. */
  public double resolution() {
    return (double) stretchSamples / rate;
  }

  /**
   * The lowest and highest sample between two times; that of {@link Peak#SILENCE} beyond the ends.
   *
   * @param from in seconds
   * @param to in seconds
   */
  public Peak peak(double from, double to) {
    double stretch = resolution();
    long finestLength = levels.getFirst().length();
    long first = Math.max(0, (long) Math.floor(from / stretch));
    long last = Math.min(finestLength, Math.max(first + 1, (long) Math.ceil(to / stretch)));
    if (first >= last) {
      return Peak.SILENCE;
    }
    int level = 0;
    // Few stretches are looked at, whatever the span, yet so many that edges are not blurred.
    while (level + 1 < levels.size() && last - first >= FEWEST * COARSER) {
      level++;
      first = first / COARSER;
      last = Math.min(levels.get(level).length(), (last + COARSER - 1) / COARSER);
    }
    return levels.get(level).peak((int) first, (int) Math.max(last, first + 1));
  }

  /** Makes an outline as samples come. Not for use by several threads at once. */
  public static final class Builder {

    private final int rate;
    private long samples;
    private long stretchSamples = FINEST_SAMPLES;
    private byte[] lows = new byte[1024];
    private byte[] highs = new byte[1024];
    private int length;
    private float low;
    private float high;
    private long inStretch;

    private Builder(int rate) {
      this.rate = rate;
    }

    /** Adds the first {@code count} samples, each from -1 to 1. */
    public Builder add(float[] block, int count) {
      int index = 0;
      while (index < count) {
        int end = (int) Math.min(count, index + stretchSamples - inStretch);
        float lowest = inStretch == 0 ? block[index] : low;
        float highest = inStretch == 0 ? block[index] : high;
        inStretch += end - index;
        for (; index < end; index++) {
          float sample = block[index];
          if (sample < lowest) {
            lowest = sample;
          }
          if (sample > highest) {
            highest = sample;
          }
        }
        low = lowest;
        high = highest;
        if (inStretch == stretchSamples) {
          endStretch();
        }
      }
      samples += count;
      return this;
    }

    private void endStretch() {
      if (length == MOST) {
        // What was gathered is half of a stretch from here on.
        halve();
      } else {
        store();
      }
    }

    private void store() {
      if (length == lows.length) {
        lows = Arrays.copyOf(lows, Math.min(MOST, length * 2));
        highs = Arrays.copyOf(highs, Math.min(MOST, length * 2));
      }
      lows[length] = stored(low);
      highs[length] = stored(high);
      length++;
      inStretch = 0;
    }

    private void halve() {
      for (int index = 0; index < length / 2; index++) {
        lows[index] = (byte) Math.min(lows[2 * index], lows[2 * index + 1]);
        highs[index] = (byte) Math.max(highs[2 * index], highs[2 * index + 1]);
      }
      length /= 2;
      stretchSamples *= 2;
    }

    private static byte stored(float sample) {
      return (byte) Math.round(Math.clamp(sample, -1f, 1f) * FULL_SCALE);
    }

    /** The outline of all that was added. Nothing may be added after this. */
    public WaveformData build() {
      if (inStretch > 0) {
        if (length == MOST) {
          halve();
        }
        store();
      }
      List<Level> levels = new ArrayList<>();
      Level finest = new Level(Arrays.copyOf(lows, length), Arrays.copyOf(highs, length));
      levels.add(finest);
      while (levels.getLast().length() > COARSEST_LENGTH) {
        levels.add(levels.getLast().coarser());
      }
      return new WaveformData(rate, samples, stretchSamples, levels);
    }
  }
}
