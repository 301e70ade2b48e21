package stentor.master.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.master.connect.Question;
import stentor.master.language.Candidates;
import stentor.master.language.Listeners;
import stentor.protocol.job.JobId;
import stentor.protocol.kaldi.KaldiStatus;
import stentor.speech.transcript.Segment;

/** What ends a stream in ways that nobody expects. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LiveStreamTest {

  @TempDir Path folder;
  private final Told told = new Told();

  @Test
  void an_error_is_told_to_the_client_and_frees_what_is_held() {
    LiveStream stream = stream(new Exhausted());

    assertThatThrownBy(stream::run).isInstanceOf(OutOfMemoryError.class);

    assertThat(told.failures).containsExactly(KaldiStatus.NOT_AVAILABLE);
    assertThat(stream.over().toCompletableFuture()).isCompleted();
  }

  @Test
  void nothing_is_taken_after_the_end() throws Exception {
    LiveStream stream = stream(new Exhausted());
    stream.finish();

    assertThat(stream.takes()).isFalse();
  }

  private LiveStream stream(Listeners listeners) {
    LiveStream.Recordings recordings =
        new LiveStream.Recordings() {
          @Override
          public Path begin() {
            return folder.resolve("audio");
          }

          @Override
          public void keep(Path audio, double seconds, List<LiveStream.Utterance> utterances) {
            throw new AssertionError("kept " + Files.exists(audio));
          }
        };
    return new LiveStream(
        new LiveRecogniser(
            listeners,
            List.of(Candidates.of("en"), Candidates.of("es")),
            JobId.next(Clock.systemUTC(), new Random(1)),
            LiveRecogniser.Time.REAL),
        recordings,
        told,
        new Semaphore(1),
        new PartialTurns(() -> 1, System::nanoTime));
  }

  /** Workers whom there is no memory to call. */
  private static final class Exhausted implements Listeners {

    @Override
    public CompletableFuture<Optional<Answer>> ask(String model, Question question) {
      throw new OutOfMemoryError("no more");
    }

    @Override
    public void wake(String model, JobId job) {
      throw new OutOfMemoryError("no more");
    }

    @Override
    public boolean await(String model, Duration most) {
      throw new OutOfMemoryError("no more");
    }
  }

  /** Remembers what it heard. */
  private static final class Told implements Audience {

    private final List<KaldiStatus> failures = new ArrayList<>();

    @Override
    public void partial(int segment, String text) {}

    @Override
    public void finished(int segment, Segment said) {}

    @Override
    public void ended() {}

    @Override
    public void failed(KaldiStatus status, String message) {
      failures.add(status);
    }
  }
}
