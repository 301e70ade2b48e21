package stentor.speech.audio;

/** A sink that keeps nothing: samples are numbers of a size that audio has. */
final class CountedSamples implements SampleSink {

  /** A filter rings: full scale at a jump is a little more behind it. */
  private static final float RINGING = 2;

  private long count;

  @Override
  public void accept(float[] samples, int length) {
    check(samples, length, RINGING);
    count += length;
  }

  @Override
  public void finish() {}

  long count() {
    return count;
  }

  /** None of them is beyond {@code most}, and none is no number. */
  static void check(float[] samples, int length, float most) {
    for (int i = 0; i < length; i++) {
      if (!(Math.abs(samples[i]) <= most)) {
        throw new AssertionError("sample " + i + " is " + samples[i]);
      }
    }
  }
}
