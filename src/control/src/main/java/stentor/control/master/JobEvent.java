package stentor.control.master;

import stentor.protocol.gateway.JobDocument;

/**
 * What a master tells of a job while it follows it. Events of one job come in the order of their
 * numbers, each once, on whatever master they are read.
 */
public sealed interface JobEvent {

  /** Its number; numbers of one job rise and are not consecutive. */
  long sequence();

  /** It waits for a worker. */
  record Queued(long sequence) implements JobEvent {}

  /** A worker has begun. */
  record Started(long sequence) implements JobEvent {}

  /**
   * More parts have ended, in whatever order.
   *
   * @param done how many have, 0 or more
   * @param total how many there are, at least {@code done}
   */
  record Progressed(long sequence, int done, int total) implements JobEvent {}

  /**
   * What was said in a part; parts come in the order of the recording.
   *
   * @param part its place, from 0
   * @param text what was said; empty where the part failed
   * @param start where speech begins, seconds from the beginning of the recording
   * @param end where speech ends
   * @param gap whether the part failed
   */
  record Partial(long sequence, int part, String text, double start, double end, boolean gap)
      implements JobEvent {}

  /**
   * The job ended; nothing follows.
   *
   * @param job the job without its result
   */
  record Ended(long sequence, JobDocument job) implements JobEvent {}
}
