package stentor.speech.audio;

import java.util.function.IntUnaryOperator;

/**
 * The two companding laws of ITU-T G.711 (11/1988), tables 1 and 2, expanded to 16 bits as the
 * reference code of ITU-T G.191 does.
 */
final class G711 {

  /** North America's and Japan's law. */
  static final G711 MU_LAW = new G711(G711::expandMuLaw);

  /** Europe's law, and of all lines between the two. */
  static final G711 A_LAW = new G711(G711::expandALaw);

  private final float[] samples = new float[256];

  private G711(IntUnaryOperator expand) {
    for (int code = 0; code < samples.length; code++) {
      samples[code] = expand.applyAsInt(code) / Pcm16.FULL_SCALE;
    }
  }

  /** The sample in [-1, 1] that {@code code} stands for. */
  float sample(byte code) {
    return samples[code & 0xFF];
  }

  private static int expandMuLaw(int code) {
    int inverted = ~code & 0xFF;
    int exponent = inverted >> 4 & 0x7;
    int mantissa = inverted & 0xF;
    int bias = 0x84;
    int magnitude = ((mantissa << 3 | bias) << exponent) - bias;
    return (inverted & 0x80) == 0 ? magnitude : -magnitude;
  }

  private static int expandALaw(int code) {
    int toggled = code ^ 0x55;
    int exponent = toggled >> 4 & 0x7;
    int step = (toggled & 0xF) << 4 | 0x8;
    int magnitude = exponent == 0 ? step : (step | 0x100) << (exponent - 1);
    return (toggled & 0x80) == 0 ? -magnitude : magnitude;
  }
}
