package stentor.speech.cut;

import java.io.IOException;
import java.util.Arrays;
import stentor.speech.audio.SampleSink;

/** Samples in blocks of one size, as a reader gives them. */
final class Blocks {

  private final float[] samples;
  private final int size;

  Blocks(float[] samples, int size) {
    this.samples = samples;
    this.size = size;
  }

  /** Gives all of them, and the end. */
  void into(SampleSink sink) throws IOException {
    int from = 0;
    while (from < samples.length) {
      int count = Math.min(size, samples.length - from);
      sink.accept(Arrays.copyOfRange(samples, from, from + count), count);
      from += count;
    }
    sink.finish();
  }
}
