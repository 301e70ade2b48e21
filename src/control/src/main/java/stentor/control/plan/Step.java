package stentor.control.plan;

import java.time.Duration;
import java.util.List;
import stentor.protocol.environment.PlanDocument.Change;

/** A step of a plan: one thing to do, or several in an order. Immutable. */
public sealed interface Step {

  /**
   * Steps one after the other.
   *
   * @param steps in their order; may be empty
   */
  record Sequence(List<Step> steps) implements Step {

    /** Copies the list. */
    public Sequence {
      steps = List.copyOf(steps);
    }

    /** These steps one after the other. */
    public static Sequence of(Step... steps) {
      return new Sequence(List.of(steps));
    }
  }

  /**
   * Steps at the same time, as far as the runner allows.
   *
   * @param steps in any order; may be empty
   */
  record Parallel(List<? extends Step> steps) implements Step {

    /** Copies the list. */
    public Parallel {
      steps = List.copyOf(steps);
    }

    /** These steps at the same time. */
    public static Parallel of(Step... steps) {
      return new Parallel(List.of(steps));
    }
  }

  /**
   * One thing to do.
   *
   * @param id short stable name, unique in its plan, the same whenever the plan is made anew
   * @param title what it does, for a person
   * @param undoTitle what its undoing does, for a person
   * @param kind what it works on: {@code folder}, {@code model}, {@code process}, {@code stack},
   *     ...
   * @param expected how long it takes, about
   * @param costPerHour what an hour of what it makes costs
   * @param change what it does to what is there
   * @param retry how problems that pass are met
   * @param work does it
   */
  record Action(
      String id,
      String title,
      String undoTitle,
      String kind,
      Duration expected,
      double costPerHour,
      Change change,
      Retry retry,
      Work work)
      implements Step {

    /** One that makes something, takes no time worth telling, costs nothing, and is tried once. */
    public static Action of(String id, String title, String kind, Work work) {
      return new Action(
          id, title, "Undo: " + title, kind, Duration.ZERO, 0, Change.CREATE, Retry.NEVER, work);
    }

    /** The same with this title for its undoing. */
    public Action undoneAs(String other) {
      return new Action(id, title, other, kind, expected, costPerHour, change, retry, work);
    }

    /** The same, which takes so long. */
    public Action expecting(Duration other) {
      return new Action(id, title, undoTitle, kind, other, costPerHour, change, retry, work);
    }

    /** The same, which makes something that costs so much an hour. */
    public Action costing(double other) {
      return new Action(id, title, undoTitle, kind, expected, other, change, retry, work);
    }

    /** The same with another change. */
    public Action changing(Change other) {
      return new Action(id, title, undoTitle, kind, expected, costPerHour, other, retry, work);
    }

    /** The same, tried again. */
    public Action retrying(Retry other) {
      return new Action(id, title, undoTitle, kind, expected, costPerHour, change, other, work);
    }

    /** The action that undoes this one. */
    Action reversed() {
      Change undoing = change == Change.DELETE ? Change.CREATE : Change.DELETE;
      return new Action(
          id,
          undoTitle,
          title,
          kind,
          expected,
          costPerHour,
          undoing,
          retry,
          new ReversedWork(work));
    }
  }
}
