package stentor.jobs.lifecycle;

/**
 * What one look of the {@link Sweeper} did.
 *
 * @param held whether it was this process's duty; if not, all the rest is 0
 * @param open jobs without an outcome
 * @param putBack messages that were put on the queues
 * @param handedOver jobs that were handed over to be prepared
 * @param joined jobs of which all parts had ended, and that were joined
 * @param closed jobs that had an outcome and were closed
 * @param abandoned markers of jobs that were never accepted, removed
 * @param failed jobs that have failed since a document of theirs is damaged
 */
public record Sweep(
    boolean held,
    int open,
    int putBack,
    int handedOver,
    int joined,
    int closed,
    int abandoned,
    int failed) {

  /** A look that somebody else's duty forbade. */
  static final Sweep OF_ANOTHER = new Sweep(false, 0, 0, 0, 0, 0, 0, 0);

  /** Nothing was done. */
  static final Sweep NOTHING = new Sweep(true, 0, 0, 0, 0, 0, 0, 0);

  /** One job was handed over. */
  static final Sweep HANDED_OVER = new Sweep(true, 0, 0, 1, 0, 0, 0, 0);

  /** One job was joined. */
  static final Sweep JOINED = new Sweep(true, 0, 0, 0, 1, 0, 0, 0);

  /** One job was closed. */
  static final Sweep CLOSED = new Sweep(true, 0, 0, 0, 0, 1, 0, 0);

  /** One marker was removed. */
  static final Sweep ABANDONED = new Sweep(true, 0, 0, 0, 0, 0, 1, 0);

  /** One job has failed. */
  static final Sweep FAILED = new Sweep(true, 0, 0, 0, 0, 0, 0, 1);

  /** A look at so many open jobs. */
  static Sweep lookAt(int open) {
    return new Sweep(true, open, 0, 0, 0, 0, 0, 0);
  }

  /** So many messages were put on the queues. */
  static Sweep putBack(int messages) {
    return new Sweep(true, 0, messages, 0, 0, 0, 0, 0);
  }

  /** Whether anything was done. */
  public boolean didSomething() {
    return putBack + handedOver + joined + closed + abandoned + failed > 0;
  }

  /** Both together, of one look. */
  Sweep and(Sweep more) {
    return new Sweep(
        held,
        open + more.open,
        putBack + more.putBack,
        handedOver + more.handedOver,
        joined + more.joined,
        closed + more.closed,
        abandoned + more.abandoned,
        failed + more.failed);
  }

  /** All together, of one look. */
  static Sweep all(Iterable<Sweep> sweeps) {
    Sweep all = NOTHING;
    for (Sweep sweep : sweeps) {
      all = all.and(sweep);
    }
    return all;
  }
}
