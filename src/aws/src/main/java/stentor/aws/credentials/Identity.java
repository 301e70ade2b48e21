package stentor.aws.credentials;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import stentor.aws.call.Calls;
import stentor.aws.call.Clients;
import stentor.aws.problem.AccessProblem;
import stentor.aws.problem.CloudException;

/**
 * Who we are.
 *
 * @param account the AWS account, twelve digits
 * @param caller the ARN that STS tells, for a role that of its session
 * @param principal the ARN of the user or role itself, with its path, as access entries of a
 *     cluster and simulations of policies want it
 */
public record Identity(String account, String caller, String principal) {

  private static final Pattern SESSION =
      Pattern.compile(
          "arn:(?<partition>[^:]+):sts::(?<account>\\d+):assumed-role/(?<role>[^/]+)/.*");
  private static final Pattern USER_OR_ROLE =
      Pattern.compile("arn:[^:]+:iam::\\d{12}:(user|role)/.+");
  private static final Pattern CENTER_ROLE =
      Pattern.compile("arn:[^:]+:iam::\\d{12}:role/(?<role>AWSReservedSSO_[^/]+)");

  /** Asks AWS. */
  public static Identity ask(Clients clients, Calls calls) throws InterruptedException {
    GetCallerIdentityResponse answer =
        calls.require("sts:GetCallerIdentity", () -> clients.sts().getCallerIdentity());
    return new Identity(answer.account(), answer.arn(), principal(answer, clients, calls));
  }

  /**
   * A role's ARN is not told by STS: its path, which those of IAM Identity Center have, is asked of
   * IAM. Where we may not ask, it is taken to have none.
   */
  private static String principal(GetCallerIdentityResponse answer, Clients clients, Calls calls)
      throws InterruptedException {
    Matcher session = SESSION.matcher(answer.arn());
    if (!session.matches()) {
      return answer.arn();
    }
    String role = session.group("role");
    try {
      return calls
          .require("iam:GetRole", () -> clients.iam().getRole(request -> request.roleName(role)))
          .role()
          .arn();
    } catch (CloudException unanswered) {
      if (!(unanswered.problem() instanceof AccessProblem.Denied)) {
        throw unanswered;
      }
      return "arn:%s:iam::%s:role/%s"
          .formatted(session.group("partition"), session.group("account"), role);
    }
  }

  /** Whether it is a user or a role, as far as access entries of a cluster take them. */
  public boolean isUserOrRole() {
    return USER_OR_ROLE.matcher(principal).matches();
  }

  /**
   * The name of the role whose path is not known though it has one: all those of IAM Identity
   * Center have; absent where the principal is whole, as far as can be told.
   */
  public Optional<String> unknownPath() {
    return Optional.of(CENTER_ROLE.matcher(principal))
        .filter(Matcher::matches)
        .map(role -> role.group("role"));
  }

  /** Whether it is the account's root user, which no policy can be simulated for. */
  public boolean isRoot() {
    return Optional.of(caller).filter(arn -> arn.endsWith(":root")).isPresent();
  }
}
