package stentor.speech.cut;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.SampleSink;

/**
 * Cuts recordings at silences into parts of at most {@value #LONGEST_SECONDS} s and finds the
 * utterances in them. Parts in which nobody speaks are left out. The same samples are always cut in
 * the same way, on every computer. Stateless, safe for use by several threads.
 *
 * <p>How, and why so: ADR 0005.
 */
public final class SilenceCutter {

  /** No part is longer, in seconds. */
  public static final int LONGEST_SECONDS = 30;

  private static final int BLOCK = 160_000;

  /**
   * The parts with speech, in order; none in silence and noise. Memory does not grow with the
   * length of the audio, but for the answer.
   *
   * @throws AudioException if the file was cut short since it was opened
   * @throws IOException if the file cannot be read; {@link
   *     java.nio.channels.ClosedByInterruptException} if the thread is interrupted
   */
  public List<SpeechPart> cut(PreparedAudio audio) throws IOException {
    List<SpeechPart> parts = new ArrayList<>();
    PartStream stream = new PartStream(parts::add);
    for (long from = 0; from < audio.length(); from += BLOCK) {
      long to = Math.min(audio.length(), from + BLOCK);
      stream.accept(audio.read(from, to).array(), Math.toIntExact(to - from));
    }
    stream.finish();
    return List.copyOf(parts);
  }

  /**
   * A sink for samples of 16 kHz that gives the parts with speech as soon as they are cut, on the
   * thread that fills it. It holds at most {@value #LONGEST_SECONDS} s of audio and is not for use
   * by several threads at once.
   */
  public SampleSink stream(Consumer<SpeechPart> parts) {
    return new PartStream(parts);
  }
}
