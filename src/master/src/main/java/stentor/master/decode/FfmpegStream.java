package stentor.master.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.master.AdmissionProblem;
import stentor.master.MasterException;
import stentor.master.decode.LimitedProcess.Limits;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.AudioProblem;
import stentor.speech.audio.Caps;
import stentor.speech.audio.Container;
import stentor.speech.audio.RawAudio;
import stentor.speech.audio.SampleSink;

/**
 * Has FFmpeg decode one stream through its standard input and output, and keep back as little as it
 * can. {@link #close} may come from any thread.
 */
final class FfmpegStream implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FfmpegStream.class);
  private static final int BLOCK = 8192;

  /** What FFmpeg writes. */
  private static final Caps DECODED = Caps.of("audio/x-raw");

  /** It would read ahead for seconds, to tell what the first frame tells as well. */
  private static final List<String> AT_ONCE = List.of("-probesize", "32", "-analyzeduration", "0");

  private final InstalledFfmpeg installed;
  private final Semaphore places;
  private final Limits limits;
  private final AudioLimits audioLimits;
  private Optional<LimitedProcess> running = Optional.empty();
  private boolean closed;

  /**
   * Has not begun.
   *
   * @param places one for each that runs at once
   */
  FfmpegStream(
      InstalledFfmpeg installed, Semaphore places, Limits limits, AudioLimits audioLimits) {
    this.installed = installed;
    this.places = places;
    this.limits = limits;
    this.audioLimits = audioLimits;
  }

  /**
   * Decodes to the end; once only.
   *
   * @param in the stream from its first byte; read by another thread, perhaps after this returns,
   *     until it ends or fails
   * @throws AudioException if it cannot be decoded here
   * @throws MasterException if as many are being decoded as may be
   */
  void decode(Container container, InputStream in, SampleSink target)
      throws IOException, InterruptedException {
    Ffmpeg ffmpeg =
        installed
            .ffmpeg()
            .orElseThrow(() -> new AudioException(new AudioProblem.NotInstalled(container)));
    if (!places.tryAcquire()) {
      throw new MasterException(
          new AdmissionProblem.QueueFull("as many streams are decoded as may be at once"));
    }
    try (LimitedProcess process = start(ffmpeg, container)) {
      AtomicLong bytes = new AtomicLong();
      // Writing to a process holds a carrier of virtual threads.
      Thread.ofPlatform()
          .daemon()
          .name("stream-feeding")
          .start(() -> feed(in, process.input(), bytes));
      SampleSink guarded = new ExpansionGuard(target, container, bytes::get);
      boolean any =
          RawAudio.into(guarded, DECODED.format(), DECODED.order(), audioLimits)
              .acceptAll(process.output());
      FfmpegDecoder.checkStatus(process, container);
      if (!any) {
        throw FfmpegDecoder.undecodable(container, FfmpegDecoder.NO_SAMPLE);
      }
    } finally {
      places.release();
    }
  }

  private synchronized LimitedProcess start(Ffmpeg ffmpeg, Container container) throws IOException {
    if (closed) {
      throw new IOException("The stream was closed");
    }
    List<String> command = new ArrayList<>();
    command.addAll(List.of(ffmpeg.decoder().toString(), "-nostdin"));
    command.addAll(AT_ONCE);
    command.addAll(FfmpegOptions.input(container));
    // Who joins late begins at no time of note, and a stream begins with its first sample.
    command.addAll(FfmpegOptions.output(audioLimits, "aresample=async=1"));
    // What was decoded is not kept back.
    command.addAll(List.of("-flush_packets", "1", FfmpegOptions.TO_OUTPUT));
    LimitedProcess process = LimitedProcess.start(command, ffmpeg.libraries(), limits);
    running = Optional.of(process);
    return process;
  }

  private static void feed(InputStream in, OutputStream process, AtomicLong bytes) {
    byte[] block = new byte[BLOCK];
    try (process) {
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        bytes.addAndGet(count);
        process.write(block, 0, count);
        process.flush();
      }
    } catch (IOException ended) {
      // Whoever reads what it wrote sees how it ended.
      LOG.debug("A decoder takes no more", ended);
    }
  }

  /** Kills what runs; nothing runs afterwards. */
  @Override
  public synchronized void close() {
    closed = true;
    running.ifPresent(LimitedProcess::close);
  }
}
