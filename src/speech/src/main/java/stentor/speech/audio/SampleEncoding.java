package stentor.speech.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How one sample of one channel is stored. Integers fill their container from its highest bit
 * (Microsoft's {@code WAVEFORMATEXTENSIBLE}: left-justified), so the container's width alone gives
 * the scale: full scale becomes [-1, 1).
 */
public enum SampleEncoding {
  /** Unsigned, 128 is silence; 1 to 8 bits. */
  PCM_8(1),
  /** Two's complement; 9 to 16 bits. */
  PCM_16(2),
  /** Two's complement; 17 to 24 bits. */
  PCM_24(3),
  /** Two's complement; 25 to 32 bits. */
  PCM_32(4),
  /** IEEE 754 single precision. What is not finite becomes 0, the rest is clamped to [-1, 1]. */
  FLOAT_32(4),
  /** IEEE 754 double precision, treated as {@link #FLOAT_32}. */
  FLOAT_64(8),
  /** ITU-T G.711 mu-law. */
  MU_LAW(1),
  /** ITU-T G.711 A-law. */
  A_LAW(1);

  private final int bytes;

  SampleEncoding(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one sample of one channel. */
  public int bytes() {
    return bytes;
  }

  /**
   * Turns the first {@code count} stored samples of {@code stored}, in its byte order, into floats
   * in [-1, 1].
   */
  void decode(ByteBuffer stored, int count, float[] samples) {
    switch (this) {
      case PCM_8 -> {
        for (int i = 0; i < count; i++) {
          samples[i] = ((stored.get(i) & 0xFF) - 128) / 128f;
        }
      }
      case PCM_16 -> {
        for (int i = 0; i < count; i++) {
          samples[i] = stored.getShort(2 * i) / Pcm16.FULL_SCALE;
        }
      }
      case PCM_24 -> decode24(stored, count, samples);
      case PCM_32 -> {
        for (int i = 0; i < count; i++) {
          samples[i] = stored.getInt(4 * i) / 0x1p31f;
        }
      }
      case FLOAT_32 -> {
        for (int i = 0; i < count; i++) {
          samples[i] = nominal(stored.getFloat(4 * i));
        }
      }
      case FLOAT_64 -> {
        for (int i = 0; i < count; i++) {
          samples[i] = nominal(stored.getDouble(8 * i));
        }
      }
      case MU_LAW -> decode(stored, count, samples, G711.MU_LAW);
      case A_LAW -> decode(stored, count, samples, G711.A_LAW);
    }
  }

  private static void decode24(ByteBuffer stored, int count, float[] samples) {
    boolean bigEndian = stored.order() == ByteOrder.BIG_ENDIAN;
    int high = bigEndian ? 0 : 2;
    int low = bigEndian ? 2 : 0;
    for (int i = 0; i < count; i++) {
      int at = 3 * i;
      int value =
          stored.get(at + high) << 16
              | (stored.get(at + 1) & 0xFF) << 8
              | (stored.get(at + low) & 0xFF);
      samples[i] = value / 0x1p23f;
    }
  }

  private static void decode(ByteBuffer stored, int count, float[] samples, G711 law) {
    for (int i = 0; i < count; i++) {
      samples[i] = law.sample(stored.get(i));
    }
  }

  private static float nominal(double sample) {
    return Double.isFinite(sample) ? (float) Math.clamp(sample, -1.0, 1.0) : 0f;
  }
}
