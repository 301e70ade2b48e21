package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import stentor.control.Endpoint;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.speech.transcript.Transcript;

/**
 * The ledger of what was streamed to one environment and became jobs, with what their clients heard
 * meanwhile. Safe for all threads.
 */
final class StreamedJobs {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** More jobs than a round has are older than it. */
  private static final int MOST = 500;

  private final JobStore store;
  private final HttpClient client;
  private final String round;
  private final AtomicInteger number = new AtomicInteger();
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Map<JobId, String> told = new ConcurrentHashMap<>();
  private final Set<JobId> accepted = ConcurrentHashMap.newKeySet();

  /**
   * Of an environment with this store.
   *
   * @param round a name that no other ledger of the store has
   */
  StreamedJobs(JobStore store, HttpClient client, String round) {
    this.store = store;
    this.client = client;
    this.round = round;
  }

  /** Streams a recording, again and again until a master has said that it is a job. */
  void deliver(Endpoint master, Recording recording) throws InterruptedException {
    while (true) {
      String contentId = round + "-" + number.incrementAndGet();
      sent.add(contentId);
      SpokenStream.Told heard = SpokenStream.send(client, master, recording, contentId);
      if (heard.job().isPresent()) {
        accepted.add(heard.job().get());
        told.put(heard.job().get(), heard.text());
        return;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  /** Those that are jobs. */
  Set<JobId> ids() {
    return Set.copyOf(accepted);
  }

  /** How many streams were begun; more than there are jobs where masters died over them. */
  int begun() {
    return number.get();
  }

  /** Waits until each has an outcome, those too of which the client did not hear any more. */
  void awaitOutcomes() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(
            () -> {
              acceptUnheard();
              assertThat(store.open()).doesNotContainAnyElementsOf(accepted);
              for (JobId job : accepted) {
                assertThat(store.outcome(job)).as("outcome of the stream %s", job).isPresent();
              }
            });
  }

  /** A master may have stored a stream, and died before its client heard of it. */
  private void acceptUnheard() throws IOException {
    for (JobId job : store.newest(MOST, Optional.empty())) {
      Optional<String> contentId = store.request(job).flatMap(JobRequest::fileName);
      if (contentId.filter(sent::contains).isPresent()) {
        accepted.add(job);
      }
    }
  }

  /**
   * Sees that each succeeded with a text: the one that its client heard, where it heard it all.
   * Another master that finds a stream stored and nothing more recognises it as a file.
   */
  void check() throws IOException {
    for (JobId job : accepted) {
      Outcome outcome = store.outcome(job).orElseThrow(() -> new AssertionError("lost: " + job));
      assertThat(outcome.status())
          .as("stream %s: %s", job, outcome.failure())
          .isEqualTo(Outcome.Status.SUCCEEDED);
      String text = outcome.transcript().map(Transcript::text).orElse("");
      assertThat(text).as("stream %s", job).isNotBlank();
      if (told.containsKey(job)) {
        assertThat(text).as("stream %s", job).isEqualTo(told.get(job));
      }
    }
  }
}
