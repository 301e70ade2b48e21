package stentor.master.connect;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

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
      notifyAll();
    }
    older.ifPresent(dead -> dead.close("A worker of the same name connected"));
    return true;
  }

  /** Forgets a connection that ended; one that was replaced is forgotten already. */
  public synchronized void leave(ConnectedWorker worker) {
    byName.remove(worker.name(), worker);
  }

  /** The worker with this model that has the least to answer; absent where none is connected. */
  public synchronized Optional<ConnectedWorker> idlest(String model) {
    return byName.values().stream()
        .filter(each -> each.model().equals(model))
        .min(Comparator.comparingInt(ConnectedWorker::unanswered));
  }

  /**
   * Waits until a worker with this model is connected.
   *
   * @return whether one is
   */
  public synchronized boolean await(String model, Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (connected(model) == 0) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** How many workers with this model are connected. */
  public synchronized int connected(String model) {
    return (int) byName.values().stream().filter(each -> each.model().equals(model)).count();
  }

  /** How many workers are connected, whatever their models. */
  public synchronized int count() {
    return byName.size();
  }

  /** How many workers are connected, by model; a model that has none is absent. */
  public synchronized SortedMap<String, Integer> connected() {
    TreeMap<String, Integer> counts = new TreeMap<>();
    byName.values().forEach(each -> counts.merge(each.model(), 1, Integer::sum));
    return counts;
  }
}
