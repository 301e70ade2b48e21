package stentor.control.plan;

import java.util.List;
import stentor.speech.problem.ProblemException;

/** What came of running a plan. Nothing of it runs any more. */
public sealed interface Outcome {

  /** Ids of the steps that were begun, in that order: what was there already is not among them. */
  List<String> begun();

  /**
   * All is as planned.
   *
   * @param begun see {@link Outcome#begun()}
   */
  record Completed(List<String> begun) implements Outcome {

    /** Copies the list. */
    public Completed {
      begun = List.copyOf(begun);
    }
  }

  /**
   * Some steps failed. Steps beside them were run to their end.
   *
   * @param begun see {@link Outcome#begun()}
   * @param failures all of them, at least one
   * @param skipped ids of the steps that were not begun because of it
   */
  record Failed(List<String> begun, List<Failure> failures, List<String> skipped)
      implements Outcome {

    /** Copies the lists. */
    public Failed {
      begun = List.copyOf(begun);
      failures = List.copyOf(failures);
      skipped = List.copyOf(skipped);
    }
  }

  /**
   * The thread that ran the plan was interrupted: no step was begun after that, and those that ran
   * were interrupted. The interrupt was taken; who called throws an {@link InterruptedException} or
   * interrupts itself again.
   *
   * @param begun see {@link Outcome#begun()}
   * @param failures steps that had failed before
   * @param skipped ids of the steps that were not begun
   */
  record Cancelled(List<String> begun, List<Failure> failures, List<String> skipped)
      implements Outcome {

    /** Copies the lists. */
    public Cancelled {
      begun = List.copyOf(begun);
      failures = List.copyOf(failures);
      skipped = List.copyOf(skipped);
    }
  }

  /**
   * A step that failed.
   *
   * @param step its id
   * @param title what it does, for a person
   * @param cause carries the problem
   */
  record Failure(String step, String title, ProblemException cause) {}
}
