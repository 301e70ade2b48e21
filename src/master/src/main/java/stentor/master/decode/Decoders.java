package stentor.master.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.job.Failure;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.Container;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;

/**
 * The decoder processes of a master: a few, started ahead, used again while they behave, killed and
 * replaced when they exceed a limit or die. Safe for all threads.
 *
 * <p>Memory is limited by the child's heap, output by the longest audio it accepts, time by a limit
 * that grows with the size of the recording.
 */
public final class Decoders implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Decoders.class);

  /** Time for a recording of no size: a child may have to be started first, on a busy computer. */
  public static final Duration LEAST_TIME = Duration.ofSeconds(30);

  /** A tenth of what was measured for the slowest WAV format on one busy core. */
  private static final long WAV_BYTES_A_SECOND = 2_000_000;

  /** As much of Opus at 6 kbit/s, the densest that is read. */
  private static final long OTHER_BYTES_A_SECOND = 30_000;

  /** Ten times what a day of audio takes, the longest that is accepted, of whatever size it is. */
  private static final long OTHER_MOST_SECONDS = 1_800;

  /** A decoder may be ended by others; a recording over which two die is to blame itself. */
  private static final int DEATHS_TO_BLAME = 2;

  private final List<String> command;
  private final Duration leastTime;
  private final RecordingDecoder here =
      new RecordingDecoder(
          new FfmpegDecoder(Optional.empty(), FfmpegDecoder.LIMITS, AudioLimits.DEFAULT));
  private final Semaphore places;
  private final Deque<DecoderChild> idle = new ArrayDeque<>();
  private final Set<DecoderChild> busy = new HashSet<>();
  private boolean closed;

  /**
   * Decoders started by this command.
   *
   * @param most how many may run at once, 1 or more
   * @param leastTime time that even a recording of no size has, usually {@link #LEAST_TIME}
   */
  public Decoders(List<String> command, int most, Duration leastTime) {
    this.command = List.copyOf(command);
    this.leastTime = leastTime;
    this.places = new Semaphore(most, true);
  }

  /**
   * Starts one ahead and has it prepare a moment of silence, on a virtual thread of its own, so
   * that the first recording does not wait for a start.
   *
   * @param scratch folder for the silence
   */
  public void warmUp(Path scratch) {
    Thread.ofVirtual().name("decoder").start(() -> prepareSilence(scratch));
  }

  private void prepareSilence(Path scratch) {
    Path input = scratch.resolve("silence-in.wav");
    Path output = scratch.resolve("silence-out.wav");
    try {
      try (OutputStream out = Files.newOutputStream(input)) {
        PreparedAudio.write(new Samples(new float[Samples.RATE]), out);
      }
      decodeInChild(input, output);
      Files.deleteIfExists(input);
      Files.deleteIfExists(output);
    } catch (IOException failed) {
      LOG.warn("No decoder could be started ahead", failed);
    } catch (CancellationException ended) {
      LOG.debug("Ended before it was warm", ended);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Prepares a recording, in a child but for {@linkplain PlainRecording plain} ones, which are
   * prepared by the calling thread.
   *
   * @param output where the prepared audio goes; there is no file on failure
   * @return the audio, or why there is none
   * @throws IOException if no decoder can be started, or a file not be read or written
   * @throws CancellationException if the decoders are closed: nothing is said about the recording
   */
  public Decoding decode(Path input, Path output) throws IOException, InterruptedException {
    if (PlainRecording.is(input)) {
      return decodeHere(input, output);
    }
    return decodeInChild(input, output);
  }

  private Decoding decodeInChild(Path input, Path output) throws IOException, InterruptedException {
    Duration limit = leastTime.plusSeconds(seconds(input));
    places.acquire();
    try {
      for (int deaths = 0; deaths < DEATHS_TO_BLAME; deaths++) {
        Optional<Decoding> decoding = decodeOnce(input, output, limit);
        if (decoding.isPresent()) {
          return decoding.get();
        }
      }
      return failed(output, "Decoding took more memory than it may or broke the decoder, twice");
    } finally {
      places.release();
    }
  }

  /** Time for a recording of this size and kind; what begins as nothing needs none. */
  private static long seconds(Path input) throws IOException {
    long size = Files.size(input);
    try (InputStream in = Files.newInputStream(input)) {
      return Container.of(in) == Container.WAV
          ? size / WAV_BYTES_A_SECOND
          : Math.min(size / OTHER_BYTES_A_SECOND, OTHER_MOST_SECONDS);
    } catch (AudioException noRecording) {
      return 0;
    }
  }

  private Decoding decodeHere(Path input, Path output) throws IOException {
    try {
      return toDecoding(DecodeAnswer.of(here.decode(input, output)));
    } catch (AudioException notAudio) {
      return new Decoding.Failed(Failure.of(notAudio.problem()));
    }
  }

  /** Has one child prepare it; tells nothing where the child died. */
  private Optional<Decoding> decodeOnce(Path input, Path output, Duration limit)
      throws IOException, InterruptedException {
    DecoderChild child = take();
    boolean behaved = false;
    try {
      DecodeAnswer answer = child.decode(input, output, limit);
      behaved = true;
      if (answer.storageFailure().isPresent()) {
        throw new IOException(answer.storageFailure().get());
      }
      return Optional.of(toDecoding(answer));
    } catch (TimeoutException slow) {
      LOG.warn("A decoder was ended: more than {} s over {}", limit.toSeconds(), input);
      return Optional.of(failed(output, "Decoding took more than " + limit.toSeconds() + " s"));
    } catch (DecoderChild.DecoderDiedException died) {
      checkOpen();
      LOG.warn("A decoder died over {}: {}", input, died.getMessage());
      return Optional.empty();
    } finally {
      if (behaved) {
        giveBack(child);
      } else {
        end(child);
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(DecoderChild::close);
    idle.clear();
    busy.forEach(DecoderChild::close);
    busy.clear();
  }

  private synchronized DecoderChild take() throws IOException {
    checkOpen();
    Optional<DecoderChild> warm = takeIdle();
    DecoderChild child = warm.isPresent() ? warm.get() : DecoderChild.start(command);
    busy.add(child);
    return child;
  }

  private Optional<DecoderChild> takeIdle() {
    while (!idle.isEmpty()) {
      DecoderChild child = idle.pop();
      if (child.alive()) {
        return Optional.of(child);
      }
      child.close();
    }
    return Optional.empty();
  }

  private synchronized void giveBack(DecoderChild child) {
    busy.remove(child);
    if (closed) {
      child.close();
    } else {
      idle.push(child);
    }
  }

  private synchronized void end(DecoderChild child) {
    busy.remove(child);
    child.close();
  }

  private synchronized void checkOpen() {
    if (closed) {
      throw new CancellationException("The decoders are closed");
    }
  }

  private static Decoding toDecoding(DecodeAnswer answer) {
    return answer
        .prepared()
        .<Decoding>map(
            done -> new Decoding.Prepared(done.seconds(), done.truncated(), done.parts()))
        .orElseGet(
            () ->
                new Decoding.Failed(
                    answer
                        .failure()
                        .orElse(new Failure("invalid_audio", "The decoder gave no answer"))));
  }

  private static Decoding failed(Path output, String message) throws IOException {
    Files.deleteIfExists(output);
    return new Decoding.Failed(new Failure("invalid_audio", message + "."));
  }

  /** What became of a recording. */
  public sealed interface Decoding {

    /**
     * It was prepared.
     *
     * @param seconds length of the audio
     * @param truncated whether it ended before its header said it would
     * @param parts stretches of at most 30 s in which somebody speaks, in order
     */
    record Prepared(double seconds, boolean truncated, List<CutPart> parts) implements Decoding {

      /** Copies the list. */
      public Prepared {
        parts = List.copyOf(parts);
      }
    }

    /**
     * It could not be.
     *
     * @param failure why
     */
    record Failed(Failure failure) implements Decoding {}
  }
}
