package stentor.speech.cut;

import java.util.List;
import java.util.function.Consumer;
import stentor.speech.audio.SampleSink;

/**
 * Takes a recording as it comes and gives its parts with speech as soon as they are cut, in order.
 * Where it cuts does not depend on how the samples are divided. Holds at most {@value
 * SilenceCutter#LONGEST_SECONDS} s of audio. Not for use by several threads at once.
 */
final class PartStream implements SampleSink {

  private final Consumer<SpeechPart> parts;
  private final float[] window = new float[PartEnd.LONGEST * FrameLevels.FRAME];
  private int filled;
  private long start;

  PartStream(Consumer<SpeechPart> parts) {
    this.parts = parts;
  }

  @Override
  public void accept(float[] samples, int length) {
    int done = 0;
    while (done < length) {
      if (filled == window.length) {
        cut(PartEnd.of(VoiceActivity.of(window, filled)) * FrameLevels.FRAME);
      }
      int count = Math.min(length - done, window.length - filled);
      System.arraycopy(samples, done, window, filled, count);
      filled += count;
      done += count;
    }
  }

  @Override
  public void finish() {
    cut(filled);
  }

  private void cut(int count) {
    long origin = start;
    List<Span> utterances =
        UtteranceCutter.utterances(VoiceActivity.of(window, count)).stream()
            .map(run -> run.span(origin))
            .toList();
    if (!utterances.isEmpty()) {
      parts.accept(new SpeechPart(new Span(origin, origin + count), utterances));
    }
    System.arraycopy(window, count, window, 0, filled - count);
    filled -= count;
    start += count;
  }
}
