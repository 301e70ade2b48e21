package stentor.app.sound;

import java.util.Arrays;
import stentor.speech.audio.SampleSink;

/** Gathers samples as 16-bit numbers, the low byte first, as sound devices take them. */
final class PcmBytes implements SampleSink {

  private static final float FULL_SCALE = 32_768f;

  private byte[] bytes = new byte[8192];
  private int length;

  @Override
  public void accept(float[] samples, int count) {
    if (length + 2 * count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + 2 * count));
    }
    for (int index = 0; index < count; index++) {
      int value = Math.clamp(Math.round(samples[index] * FULL_SCALE), -32_768, 32_767);
      bytes[length++] = (byte) value;
      bytes[length++] = (byte) (value >> 8);
    }
  }

  @Override
  public void finish() {}

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /** The samples that these bytes are, each from -1 to 1. */
  static int decode(byte[] pcm, int count, float[] samples) {
    int number = count / 2;
    for (int index = 0; index < number; index++) {
      samples[index] = (short) ((pcm[2 * index] & 0xff) | (pcm[2 * index + 1] << 8)) / FULL_SCALE;
    }
    return number;
  }
}
