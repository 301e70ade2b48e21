package stentor.master.decode;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import stentor.master.decode.StreamDecoders.Unknown;
import stentor.speech.audio.AudioDecoder;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.AudioProblem;
import stentor.speech.audio.Caps;
import stentor.speech.audio.Container;
import stentor.speech.audio.RawAudio;
import stentor.speech.audio.SampleSink;

/**
 * Decodes one stream. Its first bytes say what it is; whoever sends waits while more has come than
 * could be decoded. Bytes come from one thread, and {@link #run} is another's.
 */
public final class StreamDecoding {

  /** How far is looked for what an ID3 tag stands before; a longer one has a picture in it. */
  private static final int LOOKED_AT = 64 * 1024;

  private static final int BLOCK = 8192;
  private static final Caps USUAL = Caps.of("audio/x-raw");

  private final Unknown unknown;
  private final FfmpegStream others;
  private final SampleSink target;
  private final Consumer<Exception> failed;
  private final BytePipe pipe = new BytePipe();
  private volatile boolean closed;

  StreamDecoding(
      Unknown unknown, FfmpegStream others, SampleSink target, Consumer<Exception> failed) {
    this.unknown = unknown;
    this.others = others;
    this.target = target;
    this.failed = failed;
  }

  /** Takes the next bytes; waits while too many are waiting. */
  public void accept(ByteBuffer bytes) throws IOException {
    pipe.write(bytes);
  }

  /** Nothing more comes: what is here is decoded to its end. */
  public void finish() {
    pipe.end();
  }

  /** Whoever sent is gone: nothing more is decoded, and what decodes it is killed. */
  public void close() {
    closed = true;
    pipe.close();
    others.close();
  }

  void run() {
    try (BytePipe in = pipe) {
      decode(in);
      target.finish();
    } catch (IOException | RuntimeException problem) {
      if (!closed) {
        failed.accept(problem);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      others.close();
    }
  }

  private void decode(BytePipe sent) throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(new Unclosed(sent), BLOCK);
    SampleSink samples = new Unfinished(target);
    Optional<Container> container = container(in);
    if (container.isEmpty()) {
      boolean _ =
          RawAudio.into(samples, USUAL.format(), USUAL.order(), AudioLimits.DEFAULT).acceptAll(in);
    } else if (container.get() == Container.WAV) {
      new AudioDecoder(AudioLimits.DEFAULT).decode(in, samples);
    } else {
      others.decode(container.get(), in, samples);
    }
    // What comes after the audio is nothing to us, but the end is what its sender says it is.
    sent.transferTo(OutputStream.nullOutputStream());
  }

  /** Looks without taking. */
  private Optional<Container> container(InputStream in) throws IOException {
    in.mark(LOOKED_AT);
    try {
      Container container = Container.of(new Beginning(in));
      in.reset();
      if (container == Container.MP4 && !StreamableMp4.is(new Beginning(in))) {
        throw new AudioException(new AudioProblem.NotStreamable(container));
      }
      return Optional.of(container);
    } catch (AudioException none) {
      if (unknown == Unknown.RAW && isUnknown(none.problem())) {
        return Optional.empty();
      }
      throw none;
    } finally {
      in.reset();
    }
  }

  private static boolean isUnknown(AudioProblem problem) {
    return problem instanceof AudioProblem.UnknownContainer
        || problem instanceof AudioProblem.Empty;
  }

  /** So much of a stream as is looked at, however long it is. */
  private static final class Beginning extends FilterInputStream {

    private int left = LOOKED_AT;

    Beginning(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = super.read(bytes, offset, Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }

    @Override
    public void close() {
      // Whoever looks at it does not own it.
    }
  }

  /** A stream whose end is looked for after its reader has had enough. */
  private static final class Unclosed extends FilterInputStream {

    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      // There is more to read.
    }
  }

  /** Samples after which more than samples may come. */
  private record Unfinished(SampleSink target) implements SampleSink {

    @Override
    public void accept(float[] samples, int length) throws IOException {
      target.accept(samples, length);
    }

    @Override
    public void finish() {
      // The sender says when.
    }
  }
}
