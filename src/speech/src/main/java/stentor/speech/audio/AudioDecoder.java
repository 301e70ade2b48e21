package stentor.speech.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Turns a recording as it was sent into {@link PreparedAudio}. Immutable, safe for use by several
 * threads.
 */
public final class AudioDecoder {

  private static final int BLOCK = 8192;
  private static final int PASSED_A_SECOND = 20;

  private final AudioLimits limits;

  /** A decoder that refuses what exceeds {@code limits}. */
  public AudioDecoder(AudioLimits limits) {
    this.limits = limits;
  }

  /**
   * What was made of a recording.
   *
   * @param length samples at {@value Samples#RATE} Hz, 0 or more
   * @param truncated whether the recording ended before its header said it would
   */
  public record Prepared(long length, boolean truncated) {

    /** Length in seconds. */
    public double seconds() {
      return (double) length / Samples.RATE;
    }
  }

  /**
   * Reads the WAV recording {@code in} to the end of its audio and writes it to {@code prepared},
   * in place of a file that may be there. Memory does not depend on the recording's length.
   *
   * <p>A recording with a sound header and no samples is a recording in which nothing is said: it
   * gives prepared audio of length 0. One of no bytes at all is {@link AudioProblem.Empty}.
   *
   * @param in the recording from its first byte; closed here
   * @param prepared where the prepared audio goes; if this fails there is no file
   * @throws AudioException if this is not audio that can be read, or more than the limits allow
   * @throws IOException if reading or writing fails; {@link
   *     java.nio.channels.ClosedByInterruptException} if the thread is interrupted
   */
  public Prepared decode(InputStream in, Path prepared) throws IOException {
    boolean done = false;
    try (WavReader reader = WavReader.open(in)) {
      Prepared result = write(reader, prepared);
      done = true;
      return result;
    } finally {
      if (!done) {
        Files.deleteIfExists(prepared);
      }
    }
  }

  /**
   * Reads the WAV recording {@code in}, which may still be recorded, to the end of its audio, and
   * passes it on at {@value Samples#RATE} Hz twenty times a second of it.
   *
   * @param in the recording from its first byte; closed here
   * @param target told of the end, too
   * @throws AudioException if this is not audio that can be read, or more than the limits allow
   * @throws IOException if reading fails, or the target cannot take it
   */
  public void decode(InputStream in, SampleSink target) throws IOException {
    try (WavReader reader = WavReader.open(in)) {
      pass(reader, target, Math.max(1, reader.format().rate() / PASSED_A_SECOND));
    }
  }

  /**
   * Writes samples that another decoder brings, 16-bit little-endian mono at {@value Samples#RATE}
   * Hz, to {@code prepared}, in place of a file that may be there.
   *
   * @param raw the samples from the first; read to its end, not closed here
   * @param prepared where the prepared audio goes; if this fails there is no file
   * @return how many samples there were
   * @throws AudioException if there are more than the limits allow
   * @throws IOException if reading or writing fails
   */
  public long writeRaw(InputStream raw, Path prepared) throws IOException {
    boolean done = false;
    try (PreparedAudioWriter writer = PreparedAudioWriter.create(prepared)) {
      SampleSink sink = new LengthGuard(writer, limits);
      byte[] bytes = new byte[BLOCK * Pcm16.BYTES];
      float[] samples = new float[BLOCK];
      for (int read = bytes.length; read == bytes.length; ) {
        read = raw.readNBytes(bytes, 0, bytes.length);
        int count = read / Pcm16.BYTES;
        Pcm16.decode(bytes, count, samples, 0);
        sink.accept(samples, count);
      }
      sink.finish();
      done = true;
      return writer.length();
    } finally {
      if (!done) {
        Files.deleteIfExists(prepared);
      }
    }
  }

  private Prepared write(WavReader reader, Path prepared) throws IOException {
    try (PreparedAudioWriter writer = PreparedAudioWriter.create(prepared)) {
      pass(reader, writer, BLOCK);
      return new Prepared(writer.length(), reader.truncated());
    }
  }

  private void pass(WavReader reader, SampleSink target, int most) throws IOException {
    SampleSink pipe = Resampler.into(new LengthGuard(target, limits), reader.format().rate());
    float[] block = new float[most];
    for (int read = reader.read(block); read >= 0; read = reader.read(block)) {
      pipe.accept(block, read);
    }
    pipe.finish();
  }
}
