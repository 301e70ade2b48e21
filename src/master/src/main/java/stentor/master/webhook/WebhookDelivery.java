package stentor.master.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.store.JobStore;
import stentor.master.job.JobDocuments;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;

/**
 * Tells webhooks of jobs that have ended, as Standard Webhooks says: at least once, by one master
 * at a time, again and again for a day until the receiver has it. Which ones are still to be told
 * is in the store, so a master that dies leaves nothing untold; when the next try is due is in
 * memory only, and another master begins at once. Safe for all threads.
 */
public final class WebhookDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);

  /** Which one process at a time does. */
  private static final String DUTY = "webhooks";

  /** A master that dies loses the duty after so long. */
  private static final Duration DUTY_LENGTH = Duration.ofSeconds(30);

  /** Asking for a duty writes to the store: done well before it is over, and not at each look. */
  private static final Duration KEEP_EVERY = DUTY_LENGTH.dividedBy(3);

  private static final Duration MOST_TIME = Duration.ofSeconds(10);
  private static final int MOST_AT_ONCE = 16;
  private static final int GONE = 410;

  private final JobStore store;
  private final JobDocuments documents;
  private final WebhookSignature signature;
  private final String holder;
  private final Clock clock;
  private final WebhookPace pace;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(MOST_TIME)
          .build();
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Set<JobId> underway = ConcurrentHashMap.newKeySet();

  /** Told or given up since the store was looked at, which still had them as untold then. */
  private final Set<JobId> settled = ConcurrentHashMap.newKeySet();

  private final Map<JobId, Failed> failed = new ConcurrentHashMap<>();
  private Optional<Instant> keptAt = Optional.empty();

  /**
   * Tells of jobs in this store.
   *
   * @param secret signs what is sent; the environment's token
   * @param holder name of this process, different from all others'
   */
  public WebhookDelivery(
      JobStore store, String secret, String holder, Clock clock, WebhookPace pace) {
    this.store = store;
    this.documents = new JobDocuments(store);
    this.signature = new WebhookSignature(secret);
    this.holder = holder;
    this.clock = clock;
    this.pace = pace;
  }

  /**
   * Tries that failed.
   *
   * @param times how many
   * @param next when the next is due
   */
  private record Failed(int times, Instant next) {}

  /** Delivers until it is interrupted; of no use afterwards. For one thread. */
  public void run() throws InterruptedException {
    try {
      while (true) {
        look();
        Thread.sleep(pace.look());
      }
    } finally {
      client.shutdownNow();
    }
  }

  private void look() {
    try {
      if (hasDuty()) {
        deliverDue(store.untold());
      }
    } catch (IOException storeFailed) {
      LOG.warn("Webhooks wait for the job store: {}", storeFailed.toString());
    } catch (RuntimeException defect) {
      LOG.error("A defect while looking for webhooks that are to be told", defect);
    }
  }

  private boolean hasDuty() throws IOException {
    Instant now = clock.instant();
    boolean held =
        keptAt.filter(at -> !now.isBefore(at) && now.isBefore(at.plus(KEEP_EVERY))).isPresent();
    if (!held) {
      held = store.hold(DUTY, holder, DUTY_LENGTH);
      keptAt = held ? Optional.of(now) : Optional.empty();
    }
    return held;
  }

  private void deliverDue(List<JobId> untold) {
    Set<JobId> waiting = Set.copyOf(untold);
    failed.keySet().retainAll(waiting);
    for (JobId job : untold) {
      if (isDue(job) && underway.add(job)) {
        if (settled.contains(job) || !places.tryAcquire()) {
          underway.remove(job);
          continue;
        }
        Thread.ofVirtual().name("webhook").start(() -> deliverOne(job));
      }
    }
    settled.retainAll(waiting);
  }

  private boolean isDue(JobId job) {
    Failed earlier = failed.get(job);
    return earlier == null || !clock.instant().isBefore(earlier.next());
  }

  private void deliverOne(JobId job) {
    try {
      deliver(job);
    } catch (IOException | DocumentException storeFailed) {
      LOG.warn("The webhook of job {} waits for the job store: {}", job, storeFailed.toString());
      tryLater(job);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException defect) {
      LOG.error("A defect while telling the webhook of job {}", job, defect);
      tryLater(job);
    } finally {
      underway.remove(job);
      places.release();
    }
  }

  private void deliver(JobId job) throws IOException, InterruptedException {
    Optional<URI> webhook = store.request(job).flatMap(JobRequest::webhook);
    Optional<JobDocument> document = documents.brief(job);
    if (webhook.isEmpty() || document.isEmpty()) {
      settle(job);
      return;
    }
    Optional<Instant> endedAt = document.get().finishedAt();
    if (endedAt.isEmpty()) {
      return;
    }
    Optional<String> trouble = send(webhook.get(), job, Documents.write(document.get()));
    if (trouble.isEmpty()) {
      settle(job);
    } else if (clock.instant().isBefore(endedAt.get().plus(pace.giveUp()))) {
      LOG.info("The webhook of job {} is tried again later: {}", job, trouble.get());
      tryLater(job);
    } else {
      LOG.warn("The webhook of job {} is given up: {}", job, trouble.get());
      settle(job);
    }
  }

  private void settle(JobId job) throws IOException {
    store.markTold(job);
    settled.add(job);
  }

  private void tryLater(JobId job) {
    failed.compute(
        job,
        (id, earlier) -> {
          int times = earlier == null ? 1 : earlier.times() + 1;
          return new Failed(times, clock.instant().plus(pace.after(times)));
        });
  }

  /** Sends it once; tells what went wrong if it shall be sent again. */
  private Optional<String> send(URI address, JobId job, byte[] body) throws InterruptedException {
    try {
      Instant now = clock.instant();
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(MOST_TIME)
              .header("Content-Type", "application/json")
              .header("User-Agent", "Stentor")
              .header("webhook-id", job.toString())
              .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
              .header("webhook-signature", signature.of(job.toString(), now, body))
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      // Its body is not read: only the status says something.
      answer.body().close();
      int status = answer.statusCode();
      return status / 100 == 2 || status == GONE
          ? Optional.empty()
          : Optional.of("it answered " + status);
    } catch (IOException | IllegalArgumentException unreachable) {
      return Optional.of(unreachable.toString());
    }
  }
}
