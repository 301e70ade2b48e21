package stentor.aws.preflight;

import java.util.List;
import stentor.aws.credentials.Identity;
import stentor.aws.problem.PreflightProblem;
import stentor.aws.problem.PrincipalProblem;

/**
 * Whether whoever makes the environment can administer its cluster: EKS takes users and roles, with
 * their paths (EKS User Guide, "Create access entries").
 */
public final class PrincipalCheck implements Check {

  private final Identity identity;

  /** A check of who makes it. */
  public PrincipalCheck(Identity identity) {
    this.identity = identity;
  }

  @Override
  public String subject() {
    return "Who would administer the cluster";
  }

  @Override
  public List<PreflightProblem> look() {
    if (!identity.isUserOrRole()) {
      return List.of(new PrincipalProblem.NeitherUserNorRole(identity.caller()));
    }
    return identity.unknownPath().stream()
        .<PreflightProblem>map(PrincipalProblem.PathUnknown::new)
        .toList();
  }
}
