package stentor.aws.problem;

import java.util.List;

/** Whoever makes an environment could not administer its cluster. */
public sealed interface PrincipalProblem extends PreflightProblem {

  @Override
  default boolean blocks() {
    return true;
  }

  /**
   * It is neither a user nor a role, but the account's root user or a federated one.
   *
   * @param caller its ARN
   */
  record NeitherUserNorRole(String caller) implements PrincipalProblem {
    @Override
    public String code() {
      return "principal_unfit";
    }

    @Override
    public String what() {
      return "The credentials for AWS are not those of an IAM user or role";
    }

    @Override
    public String why() {
      return "EKS lets users and roles alone administer a cluster, and this is " + caller;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Use those of an IAM user or role that may make the environment, with --profile NAME or"
              + " stentor credentials add NAME.");
    }
  }

  /**
   * It is a role of IAM Identity Center, whose path is needed and may not be asked for.
   *
   * @param role its name
   */
  record PathUnknown(String role) implements PrincipalProblem {
    @Override
    public String code() {
      return "principal_path_unknown";
    }

    @Override
    public String what() {
      return "The whole name of the role " + role + " may not be asked for";
    }

    @Override
    public String why() {
      return "EKS lets a role of IAM Identity Center administer a cluster by its name with its path"
          + " only, which iam:GetRole tells";
    }

    @Override
    public List<String> fixes() {
      return List.of("Have its permission set allow iam:GetRole on the role itself.");
    }
  }
}
