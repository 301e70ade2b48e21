package stentor.app.transcribe;

import java.util.HashMap;
import java.util.Map;
import stentor.control.Endpoint;
import stentor.control.master.MasterClient;

/** One client for each master, for as long as the app runs. Safe for all threads. */
public final class Masters implements AutoCloseable {

  private final Map<Endpoint, MasterClient> clients = new HashMap<>();

  /** The client of the master at this endpoint; it is not to be closed. */
  public synchronized MasterClient at(Endpoint endpoint) {
    return clients.computeIfAbsent(endpoint, MasterClient::new);
  }

  @Override
  public synchronized void close() {
    clients.values().forEach(MasterClient::close);
    clients.clear();
  }
}
