package stentor.app.change;

import java.time.Instant;
import stentor.app.navigation.ScreenView.Mood;

/**
 * Something which a step makes or removes, as it was told of last.
 *
 * @param name what it is called
 * @param type what it is, in the cloud's words, for example {@code AWS::EC2::VPC}
 * @param state its state, in the cloud's words, for example {@code CREATE_COMPLETE}
 * @param reason why it is in that state; empty where nothing is said
 * @param at since when
 */
public record ResourceLine(String name, String type, String state, String reason, Instant at) {

  /** How its state is to be taken. */
  Mood mood() {
    if (state.contains("FAILED") || state.contains("ROLLBACK")) {
      return Mood.BAD;
    }
    return state.contains("COMPLETE") || state.contains("SKIPPED") ? Mood.GOOD : Mood.NEUTRAL;
  }

  /** Whether nothing more comes of it in its step. */
  boolean isDone() {
    return mood() == Mood.GOOD;
  }
}
