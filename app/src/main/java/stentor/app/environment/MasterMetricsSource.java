package stentor.app.environment;

import java.util.HashMap;
import java.util.Map;
import stentor.control.Environments;
import stentor.control.master.MasterClient;
import stentor.control.metrics.Metrics;
import stentor.control.problem.ControlException;
import stentor.protocol.environment.EnvironmentName;

/**
 * Asks the masters themselves. A connection is kept until it fails, so that a look costs no new one
 * every time. Safe for all threads.
 */
public final class MasterMetricsSource implements MetricsSource, AutoCloseable {

  private final Environments environments;
  private final Map<EnvironmentName, MasterClient> clients = new HashMap<>();

  /** Asks the masters of these environments. */
  public MasterMetricsSource(Environments environments) {
    this.environments = environments;
  }

  @Override
  public Metrics metrics(EnvironmentName environment) throws InterruptedException {
    MasterClient client = client(environment);
    try {
      return client.metrics();
    } catch (ControlException failed) {
      forget(environment);
      throw failed;
    }
  }

  private MasterClient client(EnvironmentName environment) throws InterruptedException {
    synchronized (clients) {
      MasterClient known = clients.get(environment);
      if (known != null) {
        return known;
      }
    }
    MasterClient made = new MasterClient(environments.endpoint(environment, event -> {}));
    synchronized (clients) {
      MasterClient before = clients.put(environment, made);
      if (before != null) {
        before.close();
      }
    }
    return made;
  }

  private void forget(EnvironmentName environment) {
    synchronized (clients) {
      MasterClient known = clients.remove(environment);
      if (known != null) {
        known.close();
      }
    }
  }

  /** Gives up all connections. */
  @Override
  public void close() {
    synchronized (clients) {
      clients.values().forEach(MasterClient::close);
      clients.clear();
    }
  }
}
