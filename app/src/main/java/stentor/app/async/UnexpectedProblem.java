package stentor.app.async;

import java.util.List;
import stentor.speech.problem.Problem;

/**
 * A defect of this program, told to a person.
 *
 * @param code short, the same for the same place in the code, so that two reports can be compared
 * @param kind class of what was thrown
 */
public record UnexpectedProblem(String code, String kind) implements Problem {

  private static final int DEEPEST = 3;

  /** The problem of this defect. */
  public static UnexpectedProblem of(Throwable defect) {
    Throwable root = defect;
    for (int depth = 0; depth < DEEPEST && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    int place = root.getClass().getName().hashCode();
    StackTraceElement[] trace = root.getStackTrace();
    for (int index = 0; index < Math.min(trace.length, DEEPEST); index++) {
      place = 31 * place + (trace[index].getClassName() + trace[index].getMethodName()).hashCode();
    }
    return new UnexpectedProblem(
        "unexpected_%06x".formatted(place & 0xffffff), root.getClass().getSimpleName());
  }

  @Override
  public String what() {
    return "Something unexpected happened";
  }

  @Override
  public String why() {
    return "this is a defect of Stentor (%s), and it is written down in logs/app.log"
        .formatted(kind);
  }

  @Override
  public List<String> fixes() {
    return List.of("Save a report and send it to us, so that it can be mended.");
  }
}
