package stentor.cluster.watch;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What is kept of all objects of one kind. Safe for all threads. */
final class Objects<S> {

  private final Map<String, S> byName = new HashMap<>();
  private long changes;
  private final CountDownLatch listed = new CountDownLatch(1);

  /** Takes in what is new. */
  synchronized void take(Change<S> change) {
    changes++;
    switch (change) {
      case Change.All<S>(Map<String, S> objects) -> {
        byName.clear();
        byName.putAll(objects);
        listed.countDown();
      }
      case Change.Put<S>(String name, S object) -> byName.put(name, object);
      case Change.Gone<S>(String name) -> byName.remove(name);
    }
  }

  /** Waits until they have been listed once. */
  void awaitAll() throws InterruptedException {
    listed.await();
  }

  /** How often they have changed. */
  synchronized long changes() {
    return changes;
  }

  synchronized List<S> sorted(Comparator<S> order) {
    return byName.values().stream().sorted(order).toList();
  }
}
