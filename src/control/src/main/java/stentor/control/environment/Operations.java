package stentor.control.environment;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import stentor.control.event.EventStream;
import stentor.control.journal.JournalWriter;
import stentor.control.journal.JournalWriter.IfUnwritable;
import stentor.control.plan.Outcome;
import stentor.control.plan.Pause;
import stentor.control.plan.Plan;
import stentor.control.plan.PlanRunner;
import stentor.control.plan.PlanRunner.AtFailure;
import stentor.control.plan.Step.Action;
import stentor.control.problem.ControlException;
import stentor.control.problem.PlanProblem;
import stentor.protocol.environment.JournalEntry.OperationEnding;
import stentor.protocol.environment.PlanDocument;
import stentor.speech.problem.Problem;
import stentor.speech.problem.ProblemException;

/**
 * Runs plans as operations on one environment: told of, and journaled. Its caller holds the
 * writer's lock.
 */
public final class Operations {

  /** Steps here wait for processes and files, and keep nothing busy. */
  private static final int MOST_AT_ONCE = 8;

  private final EnvironmentFolder folder;
  private final String platform;
  private final Clock clock;
  private final RandomGenerator random;
  private final EventStream events;
  private final PlanRunner runner;

  /** What an operation is for. */
  public enum Kind {
    /** Makes or changes it. */
    UP,
    /** Takes back what an operation did that failed. */
    UNDO,
    /** Takes it down. */
    DOWN,
    /** Puts off its end. */
    EXTEND,
    /** Changes how many workers it may have. */
    SCALE,
    /** Changes who may use it. */
    TOKENS,
    /** Makes it what it was at an earlier revision. */
    ROLLBACK;

    /** How it is written. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Operations on this environment.
   *
   * @param platform how documents call the platform where it lives
   * @param clock dates what is journaled
   * @param random spreads waits, used by several threads at once
   * @param pause how a step waits before it is tried again
   * @param events where they are told
   */
  public Operations(
      EnvironmentFolder folder,
      String platform,
      Clock clock,
      RandomGenerator random,
      Pause pause,
      EventStream events) {
    this.folder = folder;
    this.platform = platform;
    this.clock = clock;
    this.random = random;
    this.events = events;
    this.runner = new PlanRunner(MOST_AT_ONCE, pause, random);
  }

  /** A request for nothing in particular. */
  public static PlanDocument.Request noRequest() {
    return new PlanDocument.Request(
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  /** Runs the plan; see {@link PlanRunner#run}. */
  public Outcome run(Kind kind, Plan plan, PlanDocument.Request request) throws IOException {
    boolean removing = kind == Kind.DOWN || kind == Kind.UNDO;
    try (JournalWriter journal =
            new JournalWriter(
                folder.journal(),
                removing ? IfUnwritable.GO_ON : IfUnwritable.REFUSE,
                clock,
                random);
        EventStream.Recording _ = events.record(journal)) {
      events.plan(kind.word(), plan.document(folder.name(), platform, List.of(), request));
      OperationEnding ending = OperationEnding.FAILED;
      try {
        Outcome outcome = runner.run(plan, removing ? AtFailure.GO_ON : AtFailure.STOP, events);
        ending = ending(outcome);
        return outcome;
      } finally {
        events.end(kind.word(), ending);
      }
    }
  }

  /**
   * Runs a plan of one step.
   *
   * @throws ProblemException why it failed
   */
  public void run(Kind kind, Action action) throws IOException, InterruptedException {
    require(run(kind, new Plan(action), noRequest()));
  }

  private static OperationEnding ending(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> OperationEnding.COMPLETED;
      case Outcome.Failed _ -> OperationEnding.FAILED;
      case Outcome.Cancelled _ -> OperationEnding.CANCELLED;
    };
  }

  /**
   * Returns if the plan was run to its end.
   *
   * @throws ProblemException why it was not: all that failed
   * @throws InterruptedException if it was cancelled
   */
  public static void require(Outcome outcome) throws InterruptedException {
    switch (outcome) {
      case Outcome.Completed _ -> {}
      case Outcome.Failed failed -> throw failure(failed);
      case Outcome.Cancelled _ -> throw new InterruptedException();
    }
  }

  /** All that failed, as one: steps that wait for the same thing fail for the same reason. */
  public static ProblemException failure(Outcome.Failed failed) {
    List<Problem> problems =
        failed.failures().stream().map(failure -> failure.cause().problem()).distinct().toList();
    Optional<ProblemException> only =
        problems.size() == 1 ? Optional.of(failed.failures().getFirst().cause()) : Optional.empty();
    return only.orElseGet(() -> new ControlException(new PlanProblem.Several(problems)));
  }
}
