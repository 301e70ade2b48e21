package stentor.speech.audio;

import java.util.Arrays;

/** A sink that keeps all it gets. */
final class CollectedSamples implements SampleSink {

  private float[] samples = new float[1024];
  private int length;
  private boolean finished;

  @Override
  public void accept(float[] added, int addedLength) {
    if (length + addedLength > samples.length) {
      samples = Arrays.copyOf(samples, 2 * (length + addedLength));
    }
    System.arraycopy(added, 0, samples, length, addedLength);
    length += addedLength;
  }

  @Override
  public void finish() {
    finished = true;
  }

  boolean finished() {
    return finished;
  }

  float[] array() {
    return Arrays.copyOf(samples, length);
  }
}
