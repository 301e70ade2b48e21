package stentor.speech.audio;

/** 16-bit little-endian samples to floats and back; there and back again changes no bit. */
public final class Pcm16 {

  /** The integer that 1.0 stands for; the largest sample is one below it. */
  static final float FULL_SCALE = 32_768f;

  /** Bytes a sample. */
  public static final int BYTES = 2;

  private Pcm16() {}

  /**
   * Stores {@code count} samples from {@code from} on at the beginning of {@code bytes}, rounded to
   * the nearest step and clipped, without dither: speech engines gain nothing from it.
   */
  public static void encode(float[] samples, int from, int count, byte[] bytes) {
    for (int i = 0; i < count; i++) {
      int value =
          Math.clamp(
              (long) Math.round(samples[from + i] * FULL_SCALE), Short.MIN_VALUE, Short.MAX_VALUE);
      bytes[2 * i] = (byte) value;
      bytes[2 * i + 1] = (byte) (value >> 8);
    }
  }

  /**
   * Reads {@code count} samples from the beginning of {@code bytes} into {@code samples}, from
   * {@code to} on.
   */
  public static void decode(byte[] bytes, int count, float[] samples, int to) {
    for (int i = 0; i < count; i++) {
      samples[to + i] = (short) ((bytes[2 * i] & 0xFF) | (bytes[2 * i + 1] << 8)) / FULL_SCALE;
    }
  }
}
