package stentor.app.export;

import stentor.control.master.Answer;

/**
 * A transcript that can be exported.
 *
 * @param name of its recording, with or without an ending
 * @param source where it is read
 */
public record Exportable(String name, Source source) {

  /** Gets a transcript. */
  @FunctionalInterface
  public interface Source {

    /**
     * The transcript. May block; called on a thread beside the window's.
     *
     * @throws stentor.speech.problem.ProblemException if it cannot be read
     */
    Answer read();
  }

  /** One that is at hand. */
  public static Exportable of(String name, Answer answer) {
    return new Exportable(name, () -> answer);
  }

  /** The name without its ending. */
  public String stem() {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
