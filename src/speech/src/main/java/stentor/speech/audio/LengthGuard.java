package stentor.speech.audio;

import java.io.IOException;

/** Passes samples on until there are more than the limits allow. */
final class LengthGuard implements SampleSink {

  private final SampleSink target;
  private final AudioLimits limits;
  private long left;

  LengthGuard(SampleSink target, AudioLimits limits) {
    this.target = target;
    this.limits = limits;
    this.left = limits.samples();
  }

  @Override
  public void accept(float[] samples, int length) throws IOException {
    left -= length;
    if (left < 0) {
      throw new AudioException(new AudioProblem.TooLong(limits.longest()));
    }
    target.accept(samples, length);
  }

  @Override
  public void finish() throws IOException {
    target.finish();
  }
}
