package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.JobId;
import stentor.protocol.job.Outcome;
import stentor.rounds.JobClient.Answer;
import stentor.speech.transcript.Transcript;

/**
 * The ledger of what one environment has accepted, kept by its clients, and what became of each.
 * Safe for all threads.
 */
final class AcceptedJobs {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final JobStore store;
  private final RandomGenerator ids;
  private final Map<JobId, Recording> sent = new ConcurrentHashMap<>();
  private final Map<JobId, Recording> accepted = new ConcurrentHashMap<>();
  private final Map<JobId, Outcome> outcomes = new HashMap<>();

  /**
   * Of an environment with this store.
   *
   * @param ids makes ids; safe for all threads
   */
  AcceptedJobs(JobStore store, RandomGenerator ids) {
    this.store = store;
    this.ids = ids;
  }

  /** Those that were accepted so far. */
  Set<JobId> ids() {
    return Set.copyOf(accepted.keySet());
  }

  /**
   * Sends a recording by one of the two doors, again and again until it is accepted.
   *
   * @return the job
   */
  JobId deliver(JobClient client, Recording recording) throws IOException, InterruptedException {
    return ids.nextBoolean() ? submit(client, recording) : transcribe(client, recording);
  }

  /** Waits for the transcript; accepted once the request is in the store, answered or not. */
  JobId transcribe(JobClient client, Recording recording) throws IOException, InterruptedException {
    while (true) {
      JobId job = JobId.next(Clock.systemUTC(), ids);
      sent.put(job, recording);
      Optional<Answer> answer = answer(() -> client.transcribe(recording, job));
      if (answer.filter(Answer::isGood).isPresent() || store.request(job).isPresent()) {
        accepted.put(job, recording);
        return job;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  /**
   * Sends a recording that is done in its time, again and again until an id is told; until then a
   * repetition is known by its key.
   */
  JobId submit(JobClient client, Recording recording) throws InterruptedException {
    String key = "%016x%016x".formatted(ids.nextLong(), ids.nextLong());
    while (true) {
      Optional<Answer> answer = answer(() -> client.submit(recording, key));
      if (answer.filter(Answer::isGood).isPresent()) {
        JobId job = answer.get().job();
        accepted.put(job, recording);
        return job;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  private interface Request {
    Answer send() throws IOException, InterruptedException;
  }

  /** The answer; empty where the master died over it. */
  private static Optional<Answer> answer(Request request) throws InterruptedException {
    try {
      Answer answer = request.send();
      assertThat(answer.body()).doesNotContain("\tat ", "Exception");
      assertThat(answer.isGood() || answer.isPassing()).as(answer.toString()).isTrue();
      return Optional.of(answer);
    } catch (IOException masterDied) {
      return Optional.empty();
    }
  }

  /**
   * Waits until each has an outcome and none is open any more. A marker without a request is of a
   * job that was never accepted, and stays for a while.
   */
  void awaitOutcomes() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(
            () -> {
              acceptLate();
              Set<JobId> open = new HashSet<>(store.open());
              for (JobId job : accepted.keySet()) {
                if (!open.contains(job) && !outcomes.containsKey(job)) {
                  store.outcome(job).ifPresent(outcome -> outcomes.put(job, outcome));
                }
              }
              open.retainAll(accepted.keySet());
              assertThat(open).as("open jobs").isEmpty();
              assertThat(outcomes).hasSameSizeAs(accepted);
            });
  }

  /** A master that was leaving may have stored a request after its client had lost it. */
  private void acceptLate() throws IOException {
    for (Map.Entry<JobId, Recording> entry : sent.entrySet()) {
      if (!accepted.containsKey(entry.getKey()) && store.request(entry.getKey()).isPresent()) {
        accepted.put(entry.getKey(), entry.getValue());
      }
    }
  }

  /**
   * Sees that each accepted job succeeded once, with the transcript that its recording has when
   * nobody disturbs.
   */
  void check(Map<Recording, Transcript> undisturbed) throws IOException {
    for (Map.Entry<JobId, Recording> entry : accepted.entrySet()) {
      JobId job = entry.getKey();
      Outcome outcome = store.outcome(job).orElseThrow(() -> new AssertionError("lost: " + job));
      assertThat(outcome.status())
          .as("%s (%s): %s", job, entry.getValue(), outcome.failure())
          .isEqualTo(Outcome.Status.SUCCEEDED);
      assertThat(outcome.transcript())
          .as("%s", job)
          .contains(expected(undisturbed, entry.getValue()));
      assertThat(outcome).as("another outcome than the first").isEqualTo(outcomes.get(job));
    }
  }

  /** Sees that a client finds each job and its text, whoever was there when it was accepted. */
  void find(JobClient client, Map<Recording, Transcript> undisturbed)
      throws IOException, InterruptedException {
    for (Map.Entry<JobId, Recording> entry : accepted.entrySet()) {
      Answer answer = client.get("/v1/jobs/" + entry.getKey());
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.json().get("status").asText()).isEqualTo("succeeded");
      assertThat(answer.json().get("text").asText())
          .isEqualTo(expected(undisturbed, entry.getValue()).text());
    }
  }

  private static Transcript expected(Map<Recording, Transcript> undisturbed, Recording recording) {
    return Optional.ofNullable(undisturbed.get(recording)).orElseThrow();
  }

  /** How many attempts it took: the jobs of each number. */
  Map<Integer, Long> attempts() {
    Map<Integer, Long> counts = new TreeMap<>();
    outcomes.values().forEach(outcome -> counts.merge(outcome.attempts(), 1L, Long::sum));
    return counts;
  }

  /** Has each recording transcribed once, while nobody disturbs. */
  Map<Recording, Transcript> undisturbed(JobClient client, List<Recording> recordings)
      throws InterruptedException {
    Map<Recording, JobId> jobs = new HashMap<>();
    for (Recording recording : recordings) {
      jobs.put(recording, submit(client, recording));
    }
    awaitOutcomes();
    Map<Recording, Transcript> transcripts = new HashMap<>();
    jobs.forEach(
        (recording, job) ->
            transcripts.put(
                recording,
                Optional.ofNullable(outcomes.get(job)).flatMap(Outcome::transcript).orElseThrow()));
    assertThat(transcripts.values().stream().map(Transcript::text)).doesNotHaveDuplicates();
    return transcripts;
  }
}
