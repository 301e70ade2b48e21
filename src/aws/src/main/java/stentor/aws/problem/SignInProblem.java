package stentor.aws.problem;

import java.util.List;

/** Why there are no credentials until a person has done something. */
public sealed interface SignInProblem extends AccessProblem {

  /** What the person has to do. */
  enum Way {
    /** Say the code of the second factor. */
    CODE,
    /** Sign in to IAM Identity Center. */
    IDENTITY_CENTER,
    /** Say the passphrase of the access keys. */
    PASSPHRASE
  }

  /**
   * Somebody has to sign in.
   *
   * @param profile whose credentials are wanted
   */
  record Needed(String profile, Way way) implements SignInProblem {
    @Override
    public String code() {
      return "sign_in_needed";
    }

    @Override
    public String what() {
      return "The AWS profile " + profile + " needs you to sign in";
    }

    @Override
    public String why() {
      return switch (way) {
        case CODE -> "its role is given only with a code of your second factor";
        case IDENTITY_CENTER ->
            "the last sign-in to IAM Identity Center has ended, or there is none";
        case PASSPHRASE -> "its access keys are encrypted with a passphrase";
      };
    }

    @Override
    public List<String> fixes() {
      String again = "Run the same command on a terminal: it asks, and goes on where it was.";
      return way == Way.IDENTITY_CENTER
          ? List.of(
              again,
              "Or sign in first: stentor credentials whoami --profile "
                  + profile
                  + ", or aws sso login, then run the same command again.")
          : List.of(again);
    }
  }

  /**
   * The system's keychain does not give the access keys.
   *
   * @param profile their name
   */
  record KeysClosed(String profile) implements SignInProblem {
    @Override
    public String code() {
      return "keychain_closed";
    }

    @Override
    public String what() {
      return "The access keys " + profile + " cannot be read";
    }

    @Override
    public String why() {
      return "the system's keychain is locked, does not answer, or has them no more";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Unlock the keychain and run the same command again.",
          "Or add the keys anew: stentor credentials remove "
              + profile
              + ", then stentor credentials add "
              + profile
              + ".");
    }
  }

  /**
   * AWS does not give a role.
   *
   * @param role its ARN or name
   * @param said what AWS said
   */
  record RoleRefused(String profile, String role, String said) implements SignInProblem {
    @Override
    public String code() {
      return "role_refused";
    }

    @Override
    public String what() {
      return "AWS does not give the role " + role + " of the profile " + profile;
    }

    @Override
    public String why() {
      return said;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "If it wanted a code, run the same command again with the next one.",
          "Else ask whoever runs the account to let you take the role.");
    }
  }

  /**
   * The person was not let in, or did not want to be, on the page of IAM Identity Center.
   *
   * @param page its address
   * @param ended whether nobody came before the code ended
   */
  record NotLetIn(String profile, String page, boolean ended) implements SignInProblem {
    @Override
    public String code() {
      return "sign_in_refused";
    }

    @Override
    public String what() {
      return "The sign-in for the AWS profile " + profile + " came to nothing";
    }

    @Override
    public String why() {
      return ended
          ? "nobody confirmed the code at " + page + " before it ended"
          : "the code was refused at " + page;
    }

    @Override
    public List<String> fixes() {
      return List.of("Run the same command again: it shows a new code, and goes on where it was.");
    }
  }
}
