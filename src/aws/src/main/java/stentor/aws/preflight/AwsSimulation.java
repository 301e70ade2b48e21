package stentor.aws.preflight;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;
import stentor.aws.Account;
import stentor.aws.call.Pages;

/**
 * Has IAM simulate the policies of a user or role. It knows boundaries and the organization's
 * policies, and no policies of sessions (IAM, SimulatePrincipalPolicy).
 */
public final class AwsSimulation implements Simulation {

  /** Condition keys whose values are no text. */
  private static final Set<String> BOOLEAN = Set.of("ec2:AssociatePublicIpAddress");

  private static final String ASKED = "iam:SimulatePrincipalPolicy";

  private final Account account;
  private final String principal;

  /**
   * A simulation.
   *
   * @param principal ARN of a user or role, never that of a session
   */
  public AwsSimulation(Account account, String principal) {
    this.account = account;
    this.principal = principal;
  }

  @Override
  public List<Verdict> of(ActionGroup group) throws InterruptedException {
    IamClient iam = account.clients().iam();
    return new Pages<SimulatePrincipalPolicyResponse>(
            marker ->
                iam.simulatePrincipalPolicy(
                    request ->
                        request
                            .policySourceArn(principal)
                            .actionNames(group.actions())
                            .resourceArns(group.example())
                            .contextEntries(context(group.context()))
                            .marker(marker.orElse(null))),
            page -> Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null)
        .all(
            account.calls(),
            ASKED,
            page -> page.evaluationResults().stream().map(AwsSimulation::verdict).toList());
  }

  private static List<ContextEntry> context(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            value ->
                ContextEntry.builder()
                    .contextKeyName(value.getKey())
                    .contextKeyType(
                        BOOLEAN.contains(value.getKey())
                            ? ContextKeyTypeEnum.BOOLEAN
                            : ContextKeyTypeEnum.STRING)
                    .contextKeyValues(value.getValue())
                    .build())
        .toList();
  }

  private static Verdict verdict(EvaluationResult result) {
    return new Verdict(result.evalActionName(), answer(result));
  }

  private static Answer answer(EvaluationResult result) {
    return switch (result.evalDecision()) {
      case ALLOWED -> Answer.ALLOWED;
      case IMPLICIT_DENY -> denied(result, Answer.NOT_ALLOWED);
      case EXPLICIT_DENY -> denied(result, Answer.REFUSED);
      case UNKNOWN_TO_SDK_VERSION -> Answer.UNKNOWN;
    };
  }

  private static Answer denied(EvaluationResult result, Answer byTheAccount) {
    if (!result.missingContextValues().isEmpty()) {
      // Decided by conditions on what only the request itself tells.
      return Answer.UNKNOWN;
    }
    return Optional.ofNullable(result.organizationsDecisionDetail())
            .filter(detail -> Boolean.FALSE.equals(detail.allowedByOrganizations()))
            .isPresent()
        ? Answer.FORBIDDEN
        : byTheAccount;
  }
}
