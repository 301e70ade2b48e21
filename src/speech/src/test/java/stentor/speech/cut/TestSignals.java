package stentor.speech.cut;

import java.util.Arrays;
import stentor.speech.audio.Samples;

/** Signals of 16 kHz whose voice is known, from a generator of random numbers with a seed. */
final class TestSignals {

  private static final int[] AMPLITUDES = {0, 3, 30, 300, 3000, 12000};
  private static final int[] LONGEST = {20, 120, 600};

  private long state;
  private float[] samples = new float[Samples.RATE];
  private int length;

  TestSignals(long seed) {
    state = seed;
  }

  /** Noise in steps of random length and loudness: what {@code golden_cuts.py} makes. */
  static float[] golden(int number) {
    TestSignals signal = new TestSignals(number);
    int steps = 12 + signal.random(49);
    for (int step = 0; step < steps; step++) {
      int longest = LONGEST[signal.random(LONGEST.length)];
      int frames = 1 + signal.random(longest);
      int amplitude = AMPLITUDES[signal.random(AMPLITUDES.length)];
      signal.noise(frames * FrameLevels.FRAME + signal.random(FrameLevels.FRAME), amplitude);
    }
    return signal.array();
  }

  /** Adds white noise of this amplitude, of 32768. */
  void noise(int count, int amplitude) {
    for (int i = 0; i < count; i++) {
      add((((random(65_536) - 32_768) * amplitude) >> 15) / 32_768f);
    }
  }

  /** Adds speech-like noise: four syllables a second that swell and fall, over quiet noise. */
  void speech(double seconds) {
    int count = (int) (seconds * Samples.RATE);
    for (int i = 0; i < count; i++) {
      double swell = 0.1 + 0.9 * Math.abs(Math.sin(4 * Math.PI * i / Samples.RATE));
      add((float) (0.2 * swell * (random(65_536) - 32_768) / 32_768));
    }
  }

  /** Adds quiet noise, as of a room, at about -60 dB. */
  void pause(double seconds) {
    noise((int) (seconds * Samples.RATE), 30);
  }

  int length() {
    return length;
  }

  float[] array() {
    return Arrays.copyOf(samples, length);
  }

  private void add(float sample) {
    if (length == samples.length) {
      samples = Arrays.copyOf(samples, 2 * length);
    }
    samples[length++] = sample;
  }

  /** The generator of Knuth's MMIX, its high bits. */
  private int random(int bound) {
    state = state * 6364136223846793005L + 1442695040888963407L;
    return (int) ((state >>> 33) % bound);
  }
}
