package stentor.speech.audio;

/**
 * How the audio of a WAV file is stored.
 *
 * @param encoding how one sample of one channel is stored
 * @param channels channels of a frame, 1 to {@value #MAXIMUM_CHANNELS}
 * @param rate frames a second, {@value #MINIMUM_RATE} to {@value #MAXIMUM_RATE} Hz
 */
public record WavFormat(SampleEncoding encoding, int channels, int rate) {

  /** The most channels that are read. */
  public static final int MAXIMUM_CHANNELS = 64;

  /** The lowest rate that is read, in Hz: below it a small file would unfold to a huge one. */
  public static final int MINIMUM_RATE = 1_000;

  /** The highest rate that is read, in Hz. */
  public static final int MAXIMUM_RATE = 768_000;

  /**
   * Checks the ranges.
   *
   * @throws AudioException if a number is out of its range
   */
  public WavFormat {
    if (channels < 1 || channels > MAXIMUM_CHANNELS) {
      throw new AudioException(
          new AudioProblem.AbsurdHeader("channel count", channels, "1 to " + MAXIMUM_CHANNELS));
    }
    if (rate < MINIMUM_RATE || rate > MAXIMUM_RATE) {
      throw new AudioException(
          new AudioProblem.AbsurdHeader(
              "sample rate in Hz",
              Integer.toUnsignedLong(rate),
              MINIMUM_RATE + " to " + MAXIMUM_RATE));
    }
  }

  /** Bytes of one frame: one sample of every channel. */
  public int frameBytes() {
    return encoding.bytes() * channels;
  }
}
