package stentor.aws.problem;

import java.util.List;
import stentor.protocol.environment.EnvironmentName;

/** Something with the environment's names is there before it is made. */
public sealed interface TakenProblem extends PreflightProblem {

  /**
   * Names that it needs are taken.
   *
   * @param kind what has them, for example {@code stack}
   * @param names them
   * @param owner who made them, as far as that is known; else empty
   */
  record NamesTaken(String kind, List<String> names, String owner) implements TakenProblem {

    /** Copies the list. */
    public NamesTaken {
      names = List.copyOf(names);
    }

    @Override
    public boolean blocks() {
      return true;
    }

    @Override
    public String code() {
      return "names_taken";
    }

    @Override
    public String what() {
      return names.size() == 1
          ? "There is a %s named %s already".formatted(kind, names.getFirst())
          : "There are %d %ss with names that are needed already".formatted(names.size(), kind);
    }

    @Override
    public String why() {
      String all = names.size() == 1 ? "" : String.join(", ", names);
      String made = owner.isEmpty() ? "" : "made by " + owner;
      return all.isEmpty() || made.isEmpty() ? all + made : all + ", " + made;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Take another name with --environment NAME.",
          "Take it down with stentor down on the computer that made it, or delete it in the AWS"
              + " console.");
    }
  }

  /**
   * An environment of that name is in another region.
   *
   * @param environment its name
   * @param region where it is
   * @param roles names of its roles
   */
  record InOtherRegion(EnvironmentName environment, String region, List<String> roles)
      implements TakenProblem {

    /** Copies the list. */
    public InOtherRegion {
      roles = List.copyOf(roles);
    }

    @Override
    public boolean blocks() {
      return true;
    }

    @Override
    public String code() {
      return "environment_in_other_region";
    }

    @Override
    public String what() {
      return "There is an environment named %s in the region %s already"
          .formatted(environment, region);
    }

    @Override
    public String why() {
      return "roles belong to the account and not to a region, so that a name can be used in one"
          + " region only; there are "
          + String.join(", ", roles);
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Take another name with --environment NAME.",
          "Take that one down first, with stentor down --environment %s on the computer that made it."
              .formatted(environment));
    }
  }

  /**
   * An earlier environment of that name left something.
   *
   * @param environment its name
   * @param left what, each with its kind
   */
  record LeftBehind(EnvironmentName environment, List<String> left) implements TakenProblem {

    /** Copies the list. */
    public LeftBehind {
      left = List.copyOf(left);
    }

    @Override
    public boolean blocks() {
      return false;
    }

    @Override
    public String code() {
      return "left_behind";
    }

    @Override
    public String what() {
      return "An earlier environment named %s left something that may cost money"
          .formatted(environment);
    }

    @Override
    public String why() {
      return String.join(", ", left);
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Delete it in the AWS console if nobody needs it; what was deleted a moment ago may be"
              + " told of for some minutes.");
    }
  }
}
