package stentor.worker;

/** How the worker was told to end, if it was. Safe for all threads; only ever gets more urgent. */
final class Stopping {

  private volatile boolean draining;
  private volatile boolean leaving;

  /** Take nothing new, finish what is there. */
  void drain() {
    draining = true;
  }

  /** Take nothing new and drop what is there. */
  void leave() {
    leaving = true;
    draining = true;
  }

  boolean draining() {
    return draining;
  }

  boolean leaving() {
    return leaving;
  }
}
