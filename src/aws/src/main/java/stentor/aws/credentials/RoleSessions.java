package stentor.aws.credentials;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import stentor.aws.call.Calls;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.SignInProblem;
import stentor.control.secret.Secret;

/**
 * Takes roles: {@code AssumeRole} of STS.
 *
 * @param region whose STS is asked
 */
record RoleSessions(CredentialClients clients, String region) {

  private static final Set<String> REFUSED =
      Set.of("AccessDenied", "AccessDeniedException", "ValidationError");

  /**
   * Takes a role.
   *
   * @param base credentials of whoever takes it
   * @param code of the second factor, where it is asked for
   * @throws CloudException with {@link SignInProblem.RoleRefused}
   */
  AwsSessionCredentials take(Route.Role role, AwsCredentials base, Optional<Secret> code) {
    AssumeRoleRequest.Builder request =
        AssumeRoleRequest.builder().roleArn(role.arn()).roleSessionName(role.session());
    role.externalId().ifPresent(request::externalId);
    role.seconds().ifPresent(request::durationSeconds);
    code.ifPresent(
        said -> request.serialNumber(role.device().orElse("")).tokenCode(said.reveal().strip()));
    try (StsClient sts = clients.sts(region, () -> base)) {
      Credentials given = sts.assumeRole(request.build()).credentials();
      return AwsSessionCredentials.builder()
          .accessKeyId(given.accessKeyId())
          .secretAccessKey(given.secretAccessKey())
          .sessionToken(given.sessionToken())
          .expirationTime(given.expiration())
          .build();
    } catch (AwsServiceException refused) {
      if (REFUSED.contains(Calls.code(refused))) {
        throw new CloudException(
            new SignInProblem.RoleRefused(role.profile(), role.arn(), Calls.said(refused)),
            refused);
      }
      throw refused;
    }
  }
}
