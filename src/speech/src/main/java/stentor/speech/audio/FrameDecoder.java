package stentor.speech.audio;

import java.nio.ByteBuffer;

/** Turns stored frames into mono, the mean of their channels. Not for use by several threads. */
final class FrameDecoder {

  private final WavFormat format;
  private final float[] interleaved;

  /**
   * Decodes frames of a format.
   *
   * @param most the most frames at once, 1 or more
   */
  FrameDecoder(WavFormat format, int most) {
    this.format = format;
    this.interleaved = new float[most * format.channels()];
  }

  /**
   * Decodes the first {@code frames} frames of {@code stored}, in its byte order, into {@code mono}
   * from its beginning.
   */
  void decode(ByteBuffer stored, int frames, float[] mono) {
    int channels = format.channels();
    if (channels == 1) {
      format.encoding().decode(stored, frames, mono);
      return;
    }
    format.encoding().decode(stored, frames * channels, interleaved);
    for (int frame = 0; frame < frames; frame++) {
      double sum = 0;
      for (int at = frame * channels; at < (frame + 1) * channels; at++) {
        sum += interleaved[at];
      }
      mono[frame] = (float) (sum / channels);
    }
  }
}
