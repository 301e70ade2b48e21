package stentor.worker.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.engines.Cancellation;
import stentor.engines.Engine;
import stentor.protocol.file.IoReason;
import stentor.protocol.job.Failure;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.protocol.program.BoundedLines;
import stentor.protocol.program.EvidenceAnswer;
import stentor.protocol.program.EvidenceRequest;
import stentor.speech.audio.AudioDecoder;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;
import stentor.speech.cut.SilenceCutter;
import stentor.speech.language.Stretch;

/**
 * Answers what a model makes of recordings, with the same question that a master asks to find out a
 * language: the first voiced seconds of the first stretch that is long enough. One after another,
 * for one caller.
 */
public final class EvidenceDesk {

  private static final Logger LOG = LoggerFactory.getLogger(EvidenceDesk.class);

  /** The first seconds count only: who calibrates by longer recordings cuts them. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final int MOST_WAITING = 16;

  private final Engine engine;
  private final Path scratch;
  private final Runnable leave;
  private final AudioDecoder decoder = new AudioDecoder(new AudioLimits(LONGEST));
  private final SilenceCutter cutter = new SilenceCutter();

  /**
   * A desk that has nothing to do yet.
   *
   * @param engine the model
   * @param scratch folder for decoded audio
   * @param leave called when there are no more requests, whatever is being recognised then
   */
  public EvidenceDesk(Engine engine, Path scratch, Runnable leave) {
    this.engine = engine;
    this.scratch = scratch;
    this.leave = leave;
  }

  /**
   * Answers every request, in order, for ever.
   *
   * @throws IOException if nobody listens any more
   * @throws DocumentException if a request is none
   * @throws stentor.engines.EngineException if the engine cannot go on
   * @throws InterruptedException if it is to end
   */
  public void serve(InputStream requests, OutputStream answers)
      throws IOException, InterruptedException {
    BlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(MOST_WAITING);
    Thread.ofVirtual().name("requests").start(() -> listen(requests, lines));
    while (true) {
      EvidenceRequest request = Documents.read(lines.take(), EvidenceRequest.class);
      answers.write(Documents.write(answer(request)));
      answers.write("\n".getBytes(StandardCharsets.UTF_8));
      answers.flush();
    }
  }

  /** Reads ahead, so that the end of the requests is seen while something is recognised. */
  private void listen(InputStream requests, BlockingQueue<byte[]> lines) {
    try {
      BoundedLines reader = new BoundedLines(requests, EvidenceRequest.MOST_BYTES);
      for (Optional<byte[]> line = reader.next(); line.isPresent(); line = reader.next()) {
        lines.put(line.get());
      }
    } catch (IOException broken) {
      LOG.debug("A broken pipe is an end, too", broken);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      leave.run();
    }
  }

  private EvidenceAnswer answer(EvidenceRequest request) {
    try {
      Path prepared = Files.createTempFile(scratch, "evidence", ".wav");
      try (InputStream in = Files.newInputStream(Path.of(request.recording()))) {
        decoder.decode(in, prepared);
        return answer(PreparedAudio.open(prepared));
      } finally {
        Files.deleteIfExists(prepared);
      }
    } catch (AudioException noAudio) {
      return EvidenceAnswer.of(Failure.of(noAudio.problem()));
    } catch (InvalidPathException noPath) {
      return EvidenceAnswer.of(unreadable(noPath.getReason()));
    } catch (IOException failed) {
      return EvidenceAnswer.of(unreadable(IoReason.of(failed)));
    }
  }

  private EvidenceAnswer answer(PreparedAudio audio) throws IOException {
    List<Stretch> stretches = Stretch.of(cutter.cut(audio));
    if (stretches.isEmpty()) {
      return EvidenceAnswer.silent();
    }
    Stretch.Question question =
        stretches.get(Stretch.first(stretches)).question(Stretch.TELLING_SECONDS);
    Samples samples = audio.read(question.audio().from(), question.audio().to());
    return EvidenceAnswer.of(
        engine.glance(samples, question.speech(), Cancellation.NEVER).evidence(question.speech()));
  }

  private static Failure unreadable(String reason) {
    return new Failure("recording_unreadable", "The recording cannot be read: " + reason + ".");
  }
}
