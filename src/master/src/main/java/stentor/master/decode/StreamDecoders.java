package stentor.master.decode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import stentor.master.decode.LimitedProcess.Limits;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.SampleSink;

/**
 * Decodes audio in containers while it comes: WAV here, all else by FFmpeg, one process with limits
 * for each stream. Safe for all threads.
 */
public final class StreamDecoders {

  /** Each has 20 MB and three threads that wait. */
  public static final int MOST_PROCESSES = 32;

  /** As for files: a day of Opus takes two minutes of a core. */
  static final Limits LIMITS = new Limits(Duration.ofMinutes(20), 1024L * 1024 * 1024);

  private final InstalledFfmpeg ffmpeg;
  private final Semaphore processes;

  /**
   * Decodes so many streams at once that are not WAV.
   *
   * @param ffmpeg folder of the one that came with the programs
   * @param most 1 or more
   */
  public StreamDecoders(Optional<Path> ffmpeg, int most) {
    this(InstalledFfmpeg.here(ffmpeg, LIMITS), most);
  }

  StreamDecoders(InstalledFfmpeg ffmpeg, int most) {
    this.ffmpeg = ffmpeg;
    this.processes = new Semaphore(most);
  }

  /**
   * Begins to decode a stream, on a virtual thread of its own.
   *
   * @param unknown what bytes are that begin as no container does
   * @param target takes the samples, on that thread
   * @param failed told once why nothing more is decoded: an {@link
   *     stentor.speech.audio.AudioException}, a {@link stentor.master.MasterException} where there
   *     are too many, or an {@link java.io.IOException}
   */
  public StreamDecoding begin(Unknown unknown, SampleSink target, Consumer<Exception> failed) {
    StreamDecoding decoding =
        new StreamDecoding(
            unknown,
            new FfmpegStream(ffmpeg, processes, LIMITS, AudioLimits.DEFAULT),
            target,
            failed);
    Thread.ofVirtual().name("stream-decoding").start(decoding::run);
    return decoding;
  }

  /** What bytes are that begin as no container does. */
  public enum Unknown {
    /** Raw audio, 16 kHz mono S16LE. */
    RAW,
    /** Nothing that can be read. */
    REFUSED
  }
}
