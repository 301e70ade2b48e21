package stentor.app.transcribe;

import stentor.speech.problem.Problem;

/** Where a recording is on its way to a transcript. Immutable. */
public sealed interface RecordingState {

  /** Others are before it. */
  record Waiting() implements RecordingState {}

  /**
   * The environment that shall transcribe it is being started.
   *
   * @param step what is done for that, for a person; empty: nothing is known yet
   * @param done bytes that are there
   * @param total bytes there will be; 0 where it is not about bytes
   */
  record Starting(String step, long done, long total) implements RecordingState {}

  /**
   * It is being sent.
   *
   * @param sent bytes that were
   * @param total bytes it has
   */
  record Uploading(long sent, long total) implements RecordingState {}

  /**
   * It could not be sent, and will be again.
   *
   * @param why one sentence without a full stop at its end
   */
  record SendingAgain(String why) implements RecordingState {}

  /** It waits for a worker. */
  record Queued() implements RecordingState {}

  /**
   * It is being recognised.
   *
   * @param done parts that are
   * @param total all parts; 0 where that is not known yet
   */
  record Recognising(int done, int total) implements RecordingState {}

  /** There is a transcript. */
  record Done(Transcribed result) implements RecordingState {}

  /** There is none. */
  record Failed(Problem problem) implements RecordingState {}

  /** Nobody wants it any more. */
  record Cancelled() implements RecordingState {}

  /** Whether it has ended, one way or the other. */
  default boolean hasEnded() {
    return switch (this) {
      case Done _, Failed _, Cancelled _ -> true;
      case Waiting _, Starting _, Uploading _, SendingAgain _, Queued _, Recognising _ -> false;
    };
  }

  /** How much of it is done, from 0 to 1; negative where nobody knows. */
  default double fraction() {
    return switch (this) {
      case Starting(String _, long done, long total) when total > 0 -> (double) done / total;
      case Uploading(long sent, long total) when total > 0 -> (double) sent / total;
      case Recognising(int done, int total) when total > 0 -> (double) done / total;
      case Done _ -> 1;
      case Waiting _, Failed _, Cancelled _ -> 0;
      case Starting _, Uploading _, SendingAgain _, Queued _, Recognising _ -> -1;
    };
  }
}
