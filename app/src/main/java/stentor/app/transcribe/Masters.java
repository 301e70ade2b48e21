package stentor.app.transcribe;

import java.util.HashMap;
import java.util.Map;
import stentor.control.Endpoint;
import stentor.control.master.MasterClient;
import stentor.protocol.environment.EnvironmentName;

/**
 * One client for each environment's master. An environment that was taken down and brought up again
 * has another address: its old client is closed then. Safe for all threads.
 */
public final class Masters implements AutoCloseable {

  private final Map<EnvironmentName, Known> clients = new HashMap<>();

  private record Known(Endpoint endpoint, MasterClient client) {}

  /** The client of the master of this environment, at this endpoint; it is not to be closed. */
  public synchronized MasterClient of(EnvironmentName environment, Endpoint endpoint) {
    Known known = clients.get(environment);
    if (known != null && known.endpoint().equals(endpoint)) {
      return known.client();
    }
    if (known != null) {
      known.client().close();
    }
    MasterClient client = new MasterClient(endpoint);
    clients.put(environment, new Known(endpoint, client));
    return client;
  }

  @Override
  public synchronized void close() {
    clients.values().forEach(known -> known.client().close());
    clients.clear();
  }
}
