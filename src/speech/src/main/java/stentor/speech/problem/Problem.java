package stentor.speech.problem;

import java.util.List;

/**
 * An expected problem, told to a person: what happened, why, what to do. Each module has a sealed
 * family of records that implement it, so that code branches on the type and never on the text.
 *
 * <p>Implementations are immutable and hold no secret.
 */
public interface Problem {

  /**
   * A short stable name in {@code snake_case}, the same in logs, HTTP answers and documentation,
   * for example {@code invalid_audio}.
   */
  String code();

  /** What happened, as one sentence without a full stop at its end. */
  String what();

  /** Why it happened, with its evidence; empty where {@link #what()} says it all. */
  String why();

  /** What a person can do about it, the most likely mend first; sentences or commands. */
  List<String> fixes();

  /** All of it in one readable line: {@code what: why. Fix one. Fix two.} */
  default String sentence() {
    StringBuilder line = new StringBuilder(what());
    if (!why().isEmpty()) {
      line.append(": ").append(why());
    }
    for (String fix : fixes()) {
      line.append(line.charAt(line.length() - 1) == '.' ? " " : ". ").append(fix);
    }
    return line.charAt(line.length() - 1) == '.' ? line.toString() : line.append('.').toString();
  }
}
