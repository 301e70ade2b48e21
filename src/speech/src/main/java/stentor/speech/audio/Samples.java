package stentor.speech.audio;

import java.util.Arrays;
import java.util.Objects;

/**
 * Mono audio at {@value #RATE} Hz, the one form every engine of Stentor takes: {@code [samples]},
 * nominally in [-1, 1]. Immutable by convention of its owner: {@link #array()} is not copied,
 * because a part of 30 s is 1.9 MB and is handed through several layers; nobody writes to it.
 */
public final class Samples {

  /** Samples a second. */
  public static final int RATE = 16_000;

  private final float[] array;

  /** Takes the array over; the caller writes to it no more. */
  public Samples(float[] array) {
    this.array = array;
  }

  /** The samples themselves; read only. */
  public float[] array() {
    return array;
  }

  /** How many samples there are. */
  public int length() {
    return array.length;
  }

  /** Length in seconds. */
  public double seconds() {
    return (double) array.length / RATE;
  }

  /**
   * A copy of the samples from {@code from} (included) to {@code to} (excluded).
   *
   * @throws IndexOutOfBoundsException if the range leaves the audio
   */
  public Samples slice(int from, int to) {
    Objects.checkFromToIndex(from, to, array.length);
    return new Samples(Arrays.copyOfRange(array, from, to));
  }
}
