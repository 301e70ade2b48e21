package stentor.aws.problem;

import java.util.List;

/** What can go wrong with a stack. */
public sealed interface StackProblem extends CloudProblem {

  /**
   * A stack could not be made or changed.
   *
   * @param stack its name
   * @param resource the resource that failed first, by its name in the template
   * @param type its type
   * @param said what AWS said of it
   */
  record Failed(String stack, String resource, String type, String said) implements StackProblem {
    @Override
    public String code() {
      return "stack_failed";
    }

    @Override
    public String what() {
      return "The stack %s could not be made: %s (%s) failed".formatted(stack, resource, type);
    }

    @Override
    public String why() {
      return said;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Mend what it says, then run the same command again: what stands is kept, what failed is"
              + " made anew.",
          "Or take all of it down with stentor down.");
    }
  }

  /**
   * A stack of that name belongs to something else.
   *
   * @param stack its name
   * @param owner who made it, as far as its tags tell
   */
  record Foreign(String stack, String owner) implements StackProblem {
    @Override
    public String code() {
      return "stack_foreign";
    }

    @Override
    public String what() {
      return "A stack named " + stack + " is there already and is not of this environment";
    }

    @Override
    public String why() {
      return owner.isEmpty() ? "it carries none of its tags" : "it was made by " + owner;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Take another name with --environment NAME.",
          "If nobody needs it, delete that stack in the AWS console.");
    }
  }

  /**
   * A stack could not be deleted.
   *
   * @param stack its name
   * @param blockers what AWS could not delete, each with the reason
   */
  record Blocked(String stack, List<String> blockers) implements StackProblem {

    /** Copies the list. */
    public Blocked {
      blockers = List.copyOf(blockers);
    }

    @Override
    public String code() {
      return "delete_blocked";
    }

    @Override
    public String what() {
      return "The stack " + stack + " could not be deleted";
    }

    @Override
    public String why() {
      return String.join("; ", blockers);
    }

    @Override
    public List<String> fixes() {
      return List.of("Remove what blocks it, then run stentor down again.");
    }
  }

  /**
   * A stack does not move on.
   *
   * @param stack its name
   * @param status its status
   * @param minutes how long it was watched
   */
  record Stuck(String stack, String status, long minutes) implements StackProblem {
    @Override
    public String code() {
      return "stack_stuck";
    }

    @Override
    public String what() {
      return "The stack %s is in %s for %d minutes".formatted(stack, status, minutes);
    }

    @Override
    public List<String> fixes() {
      return List.of("Run the same command again later: it goes on where it was.");
    }
  }

  /**
   * A stack is deleted by somebody else as often as it is made.
   *
   * @param stack its name
   * @param times how often it was made
   */
  record Vanishing(String stack, int times) implements StackProblem {
    @Override
    public String code() {
      return "stack_vanishing";
    }

    @Override
    public String what() {
      return "The stack %s was made %d times and deleted by somebody else each time"
          .formatted(stack, times);
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Look in CloudTrail who deletes it and end that, then run the same command again.");
    }
  }

  /**
   * CloudFormation does not say what an update would do.
   *
   * @param stack the stack's name
   * @param said what it said instead
   */
  record NotForeseen(String stack, String said) implements StackProblem {
    @Override
    public String code() {
      return "changes_not_foreseen";
    }

    @Override
    public String what() {
      return "What would change in the stack " + stack + " cannot be told beforehand";
    }

    @Override
    public String why() {
      return said;
    }

    @Override
    public List<String> fixes() {
      return List.of("Go on where a change of it may interrupt what it is for; else wait.");
    }
  }

  /**
   * Somebody changed by hand what a stack made. It stands in the way of nothing.
   *
   * @param stack its name
   * @param changes what was changed or deleted, a clause each
   */
  record Drifted(String stack, List<String> changes) implements StackProblem {

    /** Copies the list. */
    public Drifted {
      changes = List.copyOf(changes);
    }

    @Override
    public String code() {
      return "stack_drifted";
    }

    @Override
    public String what() {
      return "The stack " + stack + " is not as it was made";
    }

    @Override
    public String why() {
      return String.join("; ", changes);
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Put it back in the AWS console if it was not meant: up changes only what shall be"
              + " different.",
          "Where something was deleted, take the environment down with stentor down and up again.");
    }
  }

  /**
   * Whether somebody changed by hand what a stack made is not known. It stands in the way of
   * nothing.
   *
   * @param stack its name
   * @param said why
   */
  record NotCompared(String stack, String said) implements StackProblem {
    @Override
    public String code() {
      return "stack_not_compared";
    }

    @Override
    public String what() {
      return "Whether the stack " + stack + " is as it was made is not known";
    }

    @Override
    public String why() {
      return said;
    }
  }
}
