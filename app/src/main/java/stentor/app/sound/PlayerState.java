package stentor.app.sound;

import stentor.speech.problem.Problem;

/** What a player does. */
public sealed interface PlayerState {

  /** It has no recording. */
  record Empty() implements PlayerState {}

  /** It looks at a recording. */
  record Loading() implements PlayerState {}

  /**
   * It could play.
   *
   * @param seconds length of the recording
   */
  record Paused(double seconds) implements PlayerState {}

  /**
   * It plays.
   *
   * @param seconds length of the recording
   */
  record Playing(double seconds) implements PlayerState {}

  /**
   * It has played to the end.
   *
   * @param seconds length of the recording
   */
  record Ended(double seconds) implements PlayerState {}

  /** It cannot play; a new try may help. */
  record Failed(Problem problem) implements PlayerState {}
}
