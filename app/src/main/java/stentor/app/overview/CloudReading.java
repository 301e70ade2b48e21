package stentor.app.overview;

import java.util.List;

/**
 * What the overview shows of an environment that is made of a cloud's resources, at one moment.
 * Immutable.
 *
 * @param state how it is, and how much was made
 * @param spent what it has cost
 * @param hour what an hour costs now
 * @param end how long it still lives
 * @param facts what was settled about it
 * @param made what was made, in the order it was
 */
record CloudReading(
    FigureText state,
    FigureText spent,
    FigureText hour,
    FigureText end,
    List<Fact> facts,
    List<MadeRow> made) {

  /** Copies the lists. */
  CloudReading {
    facts = List.copyOf(facts);
    made = List.copyOf(made);
  }

  /**
   * Something that was settled.
   *
   * @param name what it is
   * @param value how it is
   */
  record Fact(String name, String value) {}

  /**
   * Something that was made.
   *
   * @param kind what it is
   * @param id its identity among its kind
   * @param at time of day
   */
  record MadeRow(String kind, String id, String at) {}
}
