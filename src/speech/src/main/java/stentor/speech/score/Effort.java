package stentor.speech.score;

import stentor.speech.score.ScoreProblem.TooLongToAlign;

/** How much work a comparison may be. */
public enum Effort {
  /** Well under a minute of one core, whatever the length: who waits for it has asked for it. */
  MINUTE(Integer.MAX_VALUE, 4_000_000_000L),

  /**
   * A second or two of one core and 100 MB: a service that does it has other work. Enough for two
   * texts of 15,000 words whatever they are, and for 30,000 words with one error in twenty.
   */
  SECONDS(400_000, 250_000_000L);

  private final int mostCharacters;
  private final long mostCells;

  Effort(int mostCharacters, long mostCells) {
    this.mostCharacters = mostCharacters;
    this.mostCells = mostCells;
  }

  /** Cells of the widest band. Those before it, each half as wide, have as many together. */
  long mostCells() {
    return mostCells;
  }

  /**
   * Passes a text that is not too long to be normalised and taken apart.
   *
   * @throws ScoreException if it is
   */
  String taken(String text) {
    if (text.length() > mostCharacters) {
      throw new ScoreException(new TooLongToAlign(text.length(), mostCharacters));
    }
    return text;
  }
}
