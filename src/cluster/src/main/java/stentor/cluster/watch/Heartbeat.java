package stentor.cluster.watch;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;

/**
 * Asks the server every two seconds whether it is there: a watch over a connection that died unseen
 * says nothing, as one does where nothing happens.
 */
final class Heartbeat {

  private static final Duration EVERY = Duration.ofSeconds(2);

  private final KubernetesClient client;
  private final Freshness freshness;

  Heartbeat(KubernetesClient client, Freshness freshness) {
    this.client = client;
    this.freshness = freshness;
  }

  void run() throws InterruptedException {
    while (true) {
      Thread.sleep(EVERY);
      try {
        String _ = client.raw("/readyz");
        freshness.there();
      } catch (KubernetesClientException failed) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        freshness.away(String.valueOf(failed.getMessage()));
      }
    }
  }
}
