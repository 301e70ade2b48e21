package stentor.aws.problem;

import java.time.Duration;
import java.util.List;

/** Why AWS does not know us, or does not let us do what is needed. */
public sealed interface AccessProblem extends CloudProblem
    permits AccessProblem.NoCredentials,
        AccessProblem.ProfileUnusable,
        AccessProblem.NoRegion,
        AccessProblem.Expired,
        AccessProblem.Rejected,
        AccessProblem.Denied,
        AccessProblem.ClockWrong,
        AccessProblem.OtherAccount,
        SignInProblem {

  /**
   * There are no credentials.
   *
   * @param looked where they were looked for
   */
  record NoCredentials(List<String> looked) implements AccessProblem {

    /** Copies the list. */
    public NoCredentials {
      looked = List.copyOf(looked);
    }

    @Override
    public String code() {
      return "no_credentials";
    }

    @Override
    public String what() {
      return "There are no credentials for AWS";
    }

    @Override
    public String why() {
      return "nothing was found in " + String.join(", ", looked);
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Name a profile with --profile NAME.",
          "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
          "Or have Stentor keep access keys: stentor credentials add NAME.",
          "Try it without an account: stentor up --on rehearsal.");
    }
  }

  /**
   * The profile is not there, or holds nothing that can be used.
   *
   * @param profile its name
   * @param known those that are there
   */
  record ProfileUnusable(String profile, List<String> known) implements AccessProblem {

    /** Copies the list. */
    public ProfileUnusable {
      known = List.copyOf(known);
    }

    @Override
    public String code() {
      return "profile_unusable";
    }

    @Override
    public String what() {
      return "The AWS profile " + profile + " cannot be used";
    }

    @Override
    public String why() {
      return known.isEmpty()
          ? "there is no profile on this computer"
          : "the profiles on this computer are " + String.join(", ", known);
    }

    @Override
    public List<String> fixes() {
      return List.of("Name another one with --profile NAME.");
    }
  }

  /** Nothing says in which region. */
  record NoRegion() implements AccessProblem {
    @Override
    public String code() {
      return "no_region";
    }

    @Override
    public String what() {
      return "No AWS region is named";
    }

    @Override
    public List<String> fixes() {
      return List.of("Name one with --region, for example --region eu-central-1.");
    }
  }

  /** The credentials have ended. */
  record Expired() implements AccessProblem {
    @Override
    public String code() {
      return "credentials_expired";
    }

    @Override
    public String what() {
      return "The credentials for AWS have ended";
    }

    @Override
    public String why() {
      return "they are valid for a limited time only";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Sign in again; the operation goes on where it was.",
          "Or run the same command again later: nothing is made twice.");
    }
  }

  /**
   * AWS does not accept the credentials.
   *
   * @param reason its code
   */
  record Rejected(String reason) implements AccessProblem {
    @Override
    public String code() {
      return "credentials_rejected";
    }

    @Override
    public String what() {
      return "AWS does not accept the credentials";
    }

    @Override
    public String why() {
      return "it says " + reason;
    }

    @Override
    public List<String> fixes() {
      return List.of("Check the access key, or name another profile with --profile NAME.");
    }
  }

  /**
   * We may not do something.
   *
   * @param action what, as policies write it, for example {@code eks:DescribeCluster}
   * @param said what AWS said
   */
  record Denied(String action, String said) implements AccessProblem {
    @Override
    public String code() {
      return "permission_missing";
    }

    @Override
    public String what() {
      return "The permission " + action + " is missing";
    }

    @Override
    public String why() {
      return said;
    }

    @Override
    public List<String> fixes() {
      return List.of("Ask whoever runs the account for a policy that allows " + action + ".");
    }
  }

  /**
   * This computer's clock is wrong.
   *
   * @param off by how much, as far as it is known
   */
  record ClockWrong(Duration off) implements AccessProblem {
    @Override
    public String code() {
      return "clock_wrong";
    }

    @Override
    public String what() {
      return "The clock of this computer is wrong";
    }

    @Override
    public String why() {
      return "AWS takes no request that is dated more than 5 minutes off"
          + (off.isZero() ? "" : "; this one is off by " + off.abs().toMinutes() + " minutes");
    }

    @Override
    public List<String> fixes() {
      return List.of("Let the system set its clock by the network, then try again.");
    }
  }

  /**
   * The credentials are of another account than the environment is in.
   *
   * @param account number of their account
   * @param settled number of the environment's
   */
  record OtherAccount(String account, String settled) implements AccessProblem {
    @Override
    public String code() {
      return "other_account";
    }

    @Override
    public String what() {
      return "The credentials are of the account " + account;
    }

    @Override
    public String why() {
      return "the environment is in the account " + settled;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Use credentials of that account: name their profile by AWS_PROFILE or --profile.");
    }
  }
}
