package stentor.master.webhook;

import java.time.Duration;
import java.util.List;

/**
 * When webhooks are looked for and tried.
 *
 * @param look pause between two looks at the store
 * @param retries pauses after the first failure, the second, and so on; the last is repeated
 * @param giveUp how long after its end a job's webhook is tried
 */
public record WebhookPace(Duration look, List<Duration> retries, Duration giveUp) {

  /** Often at first, since a receiver may just be restarting; for a day. */
  public static final WebhookPace USUAL =
      new WebhookPace(
          Duration.ofSeconds(2),
          List.of(
              Duration.ofSeconds(5),
              Duration.ofSeconds(30),
              Duration.ofMinutes(2),
              Duration.ofMinutes(10),
              Duration.ofMinutes(30),
              Duration.ofHours(1),
              Duration.ofHours(2)),
          Duration.ofDays(1));

  /** Copies the list, which has one pause at least. */
  public WebhookPace {
    retries = List.copyOf(retries);
    if (retries.isEmpty()) {
      throw new IllegalArgumentException("No pause between two tries");
    }
  }

  /** The pause after so many failures, 1 or more. */
  Duration after(int failures) {
    return retries.get(Math.min(failures, retries.size()) - 1);
  }
}
