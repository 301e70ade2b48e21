package stentor.worker;

import java.util.List;
import stentor.protocol.job.Attempt;
import stentor.protocol.job.DeadLetter;
import stentor.protocol.job.Failure;
import stentor.protocol.job.PartMessage;
import stentor.speech.transcript.Segment;

/** What happened to a part that was leased; told to all who want to know. */
sealed interface PartEvent {

  /** The part. */
  PartMessage message();

  /** It was leased. */
  record Leased(PartMessage message) implements PartEvent {}

  /** An attempt at it began. */
  record Attempted(PartMessage message, Attempt attempt) implements PartEvent {}

  /**
   * It was recognised and its result is in the store.
   *
   * @param waitedSeconds from when it was prepared until this attempt began, by the clocks of two
   *     computers; never negative
   * @param audioSeconds seconds of its audio
   * @param seconds what recognising took, by the monotonic clock
   * @param segments what was said; no log may show it unasked
   */
  record Recognised(
      PartMessage message,
      Attempt attempt,
      double waitedSeconds,
      double audioSeconds,
      double seconds,
      List<Segment> segments)
      implements PartEvent {

    /** Copies the list. */
    public Recognised {
      segments = List.copyOf(segments);
    }
  }

  /** An attempt failed, and its reason is in the store. */
  record Failed(PartMessage message, Attempt attempt, Failure failure) implements PartEvent {}

  /** It was given up, and its failed result is in the store. */
  record GivenUp(PartMessage message, DeadLetter letter) implements PartEvent {}

  /**
   * It has a result in the store, or needs none any more.
   *
   * @param jobEnded whether its job has an outcome now
   */
  record Ended(PartMessage message, boolean jobEnded) implements PartEvent {}

  /** This worker has done with it, however it ended; always the last. */
  record LetGo(PartMessage message) implements PartEvent {}
}
