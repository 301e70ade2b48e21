package stentor.jobs.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.jobs.store.FolderJobStore;
import stentor.jobs.store.JobStore;
import stentor.protocol.identity.TraceId;
import stentor.protocol.job.Failure;
import stentor.protocol.job.Hints;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Origin;
import stentor.protocol.job.Outcome;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobReplayTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-05-01T10:00:00Z"), ZoneOffset.UTC);

  @TempDir Path root;
  private final Random random = new Random(3);
  private FolderJobStore store;
  private static final Origin ORIGIN =
      new Origin(new TraceId("0af7651916cd43dd8448eb211c80319c"), Optional.empty());
  private JobReplay replay;

  @BeforeEach
  void open() throws IOException {
    store = FolderJobStore.in(root, CLOCK);
    replay = new JobReplay(store, CLOCK, random);
  }

  @Test
  void a_job_that_ended_is_done_again_with_its_audio_and_its_wishes() throws IOException {
    JobRequest old = accept();
    store.createOutcome(Outcome.failed(old.id(), CLOCK.instant(), new Failure("a", "b")));

    JobRequest again =
        assertThat(replay.replay(old.id(), ORIGIN))
            .isInstanceOf(Replayed.Accepted.class)
            .extracting(replayed -> ((Replayed.Accepted) replayed).request())
            .actual();

    assertThat(again)
        .isEqualTo(
            new JobRequest(
                JobRequest.SCHEMA,
                again.id(),
                CLOCK.instant(),
                old.task(),
                old.model(),
                old.language(),
                old.fileName(),
                old.bytes(),
                Optional.of(old.id()),
                Optional.empty(),
                Optional.empty(),
                old.hints(),
                Optional.of(ORIGIN),
                Optional.empty()));
    assertThat(store.request(again.id())).contains(again);
    assertThat(store.open()).containsExactly(again.id());
    assertThat(store.untold()).containsExactly(old.id());
    try (JobStore.LocalFile audio = store.audio(again.id())) {
      assertThat(audio.path()).hasBinaryContent(new byte[] {1, 2, 3});
    }
  }

  @Test
  void a_job_that_has_not_ended_is_not_repeated() throws IOException {
    JobId old = accept().id();

    assertThat(replay.replay(old, ORIGIN)).isEqualTo(new Replayed.Unfinished(old));
    assertThat(store.open()).containsExactly(old);
  }

  @Test
  void a_job_that_is_not_there_or_was_erased_is_not_repeated() throws IOException {
    JobId never = JobId.next(CLOCK, random);
    JobId erased = accept().id();
    store.createOutcome(Outcome.cancelled(erased, CLOCK.instant()));
    store.erase(erased);

    assertThat(replay.replay(never, ORIGIN)).isEqualTo(new Replayed.Unknown(never));
    assertThat(replay.replay(erased, ORIGIN)).isEqualTo(new Replayed.Unknown(erased));
  }

  private JobRequest accept() throws IOException {
    JobRequest request =
        new JobRequest(
            JobRequest.SCHEMA,
            JobId.next(CLOCK, random),
            CLOCK.instant().minusSeconds(60),
            JobRequest.TRANSCRIBE,
            Optional.of("noop"),
            Optional.of("en"),
            Optional.of("clip.wav"),
            3,
            Optional.empty(),
            Optional.of(URI.create("http://127.0.0.1/told")),
            Optional.of("ab".repeat(32)),
            Optional.of(new Hints(Optional.of("Before this."), OptionalDouble.of(0.2))),
            Optional.empty(),
            Optional.of("cd".repeat(32)));
    store.accept(request, new ByteArrayInputStream(new byte[] {1, 2, 3}));
    return request;
  }
}
