package stentor.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import stentor.control.secret.Secret;
import stentor.speech.problem.Problem;

/**
 * Where a command reads and writes: its answer goes to {@code out}, all else to {@code err}. Safe
 * for all threads.
 *
 * @param out takes the answer only
 * @param err takes progress, notes and problems
 * @param in answers questions
 * @param outScreen the screen that shows {@code out}; absent where a file or another program takes
 *     it, or a terminal that cannot rewrite lines
 * @param errScreen the same for {@code err}
 * @param canAsk whether a person can be asked
 * @param hidden reads what shall not be seen
 */
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    BufferedReader in,
    Optional<Screen> outScreen,
    Optional<Screen> errScreen,
    boolean canAsk,
    Hidden hidden) {

  /** Reads a line that nobody sees. */
  @FunctionalInterface
  public interface Hidden {
    /**
     * The line; empty where it cannot be read unseen.
     *
     * @param question is shown when nothing that is typed is seen any more
     */
    Optional<String> line(String question) throws IOException;
  }

  /** One on which what is typed is seen by nobody anyway. */
  public Terminal(
      PrintWriter out,
      PrintWriter err,
      BufferedReader in,
      Optional<Screen> outScreen,
      Optional<Screen> errScreen,
      boolean canAsk) {
    this(
        out,
        err,
        in,
        outScreen,
        errScreen,
        canAsk,
        question -> {
          err.println(question);
          err.flush();
          return Optional.ofNullable(in.readLine());
        });
  }

  private static final String NAME = "stentor: ";

  /** A line of the answer; it is seen at once. */
  public void answer(String line) {
    out.println(line);
    out.flush();
  }

  /** A part of the answer as it is; it is seen at once. */
  public void answerAsIs(String text) {
    out.print(text);
    out.flush();
  }

  /** Something to know, in one line. */
  public void note(String text) {
    err.println(text);
    err.flush();
  }

  /** A problem: what and why in one line, then what can be done about it. */
  public void problem(Problem problem) {
    problem("", problem);
  }

  /** A problem with something. */
  public void problem(String about, Problem problem) {
    StringBuilder lines = new StringBuilder(NAME);
    if (!about.isEmpty()) {
      lines.append(about).append(": ");
    }
    lines.append(problem.what());
    if (!problem.why().isEmpty()) {
      lines.append(": ").append(problem.why());
    }
    for (String fix : problem.fixes()) {
      lines.append(System.lineSeparator()).append("  ").append(fix);
    }
    note(lines.toString());
  }

  /** Something that is wrong and has no more to be said of. */
  public void problem(String text) {
    note(NAME + text);
  }

  /** The answer to a question; empty where nobody can be asked. */
  public Optional<Boolean> confirmed(String question) throws IOException {
    if (!canAsk) {
      return Optional.empty();
    }
    err.print(question + " [y/N] ");
    err.flush();
    String line = in.readLine();
    return Optional.of(line != null && line.strip().toLowerCase(java.util.Locale.ROOT).equals("y"));
  }

  /** What a person types unseen; empty where nobody can be asked, or it would be seen. */
  public Optional<Secret> secret(String question) throws IOException {
    if (!canAsk) {
      return Optional.empty();
    }
    return hidden.line(question).map(Secret::of);
  }
}
