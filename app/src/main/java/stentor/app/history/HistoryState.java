package stentor.app.history;

import stentor.speech.problem.Problem;

/** How far the history is read. */
public sealed interface HistoryState {

  /** It is being read. */
  record Loading() implements HistoryState {}

  /**
   * It is all there.
   *
   * @param passedOver entries that could not be read; their files are left as they are
   */
  record Loaded(int passedOver) implements HistoryState {}

  /** It could not be read. */
  record Failed(Problem problem) implements HistoryState {}
}
