package stentor.master.connect;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The workers that are connected to this master and so can be asked at once, without a queue. To be
 * connected is to be available; nothing here outlives its connection. Safe for all threads.
 */
public final class WorkerDirectory {

  private final int most;
  private final Map<String, ConnectedWorker> byName = new LinkedHashMap<>();

  /**
   * An empty one.
   *
   * @param most how many workers may be connected at once, 1 or more
   */
  public WorkerDirectory(int most) {
    this.most = most;
  }

  /**
   * Takes a worker in. An older connection of the same name is of a worker that died unseen, and is
   * closed.
   *
   * @return false where there is no room
   */
  public boolean join(ConnectedWorker worker) {
    Optional<ConnectedWorker> older;
    synchronized (this) {
      if (byName.size() >= most && !byName.containsKey(worker.name())) {
        return false;
      }
      older = Optional.ofNullable(byName.put(worker.name(), worker));
    }
    older.ifPresent(dead -> dead.close("A worker of the same name connected"));
    return true;
  }

  /** Forgets a connection that ended; one that was replaced is forgotten already. */
  public synchronized void leave(ConnectedWorker worker) {
    byName.remove(worker.name(), worker);
  }

  /** How many workers with this model are connected. */
  public synchronized int connected(String model) {
    return (int) byName.values().stream().filter(each -> each.model().equals(model)).count();
  }

  /** How many workers are connected, by model; a model that has none is absent. */
  public synchronized SortedMap<String, Integer> connected() {
    TreeMap<String, Integer> counts = new TreeMap<>();
    byName.values().forEach(each -> counts.merge(each.model(), 1, Integer::sum));
    return counts;
  }
}
