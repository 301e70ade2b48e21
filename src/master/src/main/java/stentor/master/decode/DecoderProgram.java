package stentor.master.decode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import stentor.protocol.job.Failure;
import stentor.protocol.json.Documents;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.AudioLimits;

/**
 * The decoder: a child of the master, with a small heap of its own, that prepares one recording
 * after another as its standard input asks, and leaves when that ends. Whatever a hostile file does
 * to it, the master goes on.
 */
public final class DecoderProgram {

  private final RecordingDecoder decoder;
  private final Runnable leave;

  /**
   * A decoder that has nothing to do yet.
   *
   * @param ffmpeg folder of the FFmpeg that came with the programs, if one did
   * @param leave called when there are no more requests, whatever is being decoded then: the master
   *     is gone and nobody waits for it
   */
  public DecoderProgram(Optional<Path> ffmpeg, Runnable leave) {
    this.decoder =
        new RecordingDecoder(new FfmpegDecoder(ffmpeg, FfmpegDecoder.LIMITS, AudioLimits.DEFAULT));
    this.leave = leave;
  }

  /**
   * Answers every request, in order, for ever.
   *
   * @throws IOException if the master does not listen any more
   * @throws InterruptedException if it is to end
   */
  public void serve(InputStream requests, OutputStream answers)
      throws IOException, InterruptedException {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread.ofVirtual().name("requests").start(() -> listen(requests, lines));
    while (true) {
      DecodeRequest request =
          Documents.read(lines.take().getBytes(StandardCharsets.UTF_8), DecodeRequest.class);
      answers.write(Documents.write(answer(request)));
      answers.write('\n');
      answers.flush();
    }
  }

  /** Reads ahead, so that the end of the requests is seen while a recording is decoded. */
  private void listen(InputStream requests, BlockingQueue<String> lines) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(requests, StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException broken) {
      // A broken pipe is an end, too.
    } finally {
      leave.run();
    }
  }

  private DecodeAnswer answer(DecodeRequest request) {
    try {
      return DecodeAnswer.of(decoder.decode(Path.of(request.input()), Path.of(request.output())));
    } catch (AudioException notAudio) {
      return DecodeAnswer.of(Failure.of(notAudio.problem()));
    } catch (IOException failed) {
      return DecodeAnswer.of(failed);
    }
  }
}
