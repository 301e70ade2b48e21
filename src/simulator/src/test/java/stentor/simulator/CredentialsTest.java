package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CredentialsTest {

  private static final String ROLE = "arn:aws:iam::000000000042:role/research/researcher";
  private static final String GUARDED = "arn:aws:iam::000000000042:role/research/researcher-mfa";

  @TempDir Path folder;
  private Account account;
  private StsClient sts;

  @BeforeEach
  void start() throws Exception {
    account = new Account(folder);
    sts = account.client(StsClient.builder());
  }

  @AfterEach
  void stop() {
    sts.close();
    account.close();
  }

  @Test
  void A_user_learns_who_he_is_and_in_which_account() {
    assertThat(sts.getCallerIdentity().arn())
        .isEqualTo("arn:aws:iam::000000000042:user/research/researcher");
    assertThat(sts.getCallerIdentity().account()).isEqualTo("000000000042");
  }

  @Test
  void A_role_that_is_assumed_is_who_calls_until_its_session_ends() {
    AssumeRoleResponse assumed =
        sts.assumeRole(
            request -> request.roleArn(ROLE).roleSessionName("anna").durationSeconds(900));
    try (StsClient session = account.client(StsClient.builder(), of(assumed.credentials()))) {
      assertThat(session.getCallerIdentity().arn())
          .isEqualTo("arn:aws:sts::000000000042:assumed-role/researcher/anna");
      account.world().advance(java.time.Duration.ofSeconds(901));
      assertThatThrownBy(session::getCallerIdentity)
          .satisfies(refused -> assertThat(code(refused)).isEqualTo("ExpiredToken"));
    }
  }

  @Test
  void A_role_that_asks_for_the_second_factor_is_not_given_without_it_or_with_a_wrong_one() {
    assertThatThrownBy(
            () -> sts.assumeRole(request -> request.roleArn(GUARDED).roleSessionName("anna")))
        .satisfies(refused -> assertThat(code(refused)).isEqualTo("AccessDenied"));
    assertThatThrownBy(
            () ->
                sts.assumeRole(
                    request ->
                        request
                            .roleArn(GUARDED)
                            .roleSessionName("anna")
                            .serialNumber("arn:aws:iam::000000000042:mfa/researcher")
                            .tokenCode("000000")))
        .hasMessageContaining("invalid MFA one time pass code");
    assertThat(
            sts.assumeRole(
                    request ->
                        request
                            .roleArn(GUARDED)
                            .roleSessionName("anna")
                            .serialNumber("arn:aws:iam::000000000042:mfa/researcher")
                            .tokenCode("123456"))
                .assumedRoleUser()
                .arn())
        .endsWith("assumed-role/researcher-mfa/anna");
  }

  @Test
  void Expired_keys_are_refused_by_every_service_in_its_own_words() {
    AwsBasicCredentials expired = AwsBasicCredentials.create("AKIAEXPIRED000000001", "secret");
    try (StsClient old = account.client(StsClient.builder(), expired);
        Ec2Client ec2 = account.client(Ec2Client.builder(), expired);
        EksClient eks = account.client(EksClient.builder(), expired);
        ServiceQuotasClient quotas = account.client(ServiceQuotasClient.builder(), expired)) {
      assertThatThrownBy(old::getCallerIdentity)
          .satisfies(refused -> assertThat(code(refused)).isEqualTo("ExpiredToken"));
      assertThatThrownBy(ec2::describeVpcs)
          .satisfies(refused -> assertThat(code(refused)).isEqualTo("RequestExpired"));
      assertThatThrownBy(eks::listClusters)
          .satisfies(refused -> assertThat(code(refused)).isEqualTo("ExpiredTokenException"));
      assertThatThrownBy(() -> quotas.listServiceQuotas(request -> request.serviceCode("ec2")))
          .satisfies(refused -> assertThat(code(refused)).isEqualTo("ExpiredTokenException"));
    }
  }

  @Test
  void A_simulation_of_policies_answers_page_by_page_and_takes_no_arn_of_a_session() {
    try (IamClient iam = account.client(IamClient.builder())) {
      List<String> actions = List.of("ec2:RunInstances", "eks:CreateCluster", "s3:PutObject");
      List<EvaluationResult> results =
          iam
              .simulatePrincipalPolicyPaginator(
                  request -> request.policySourceArn(ROLE).actionNames(actions).maxItems(2))
              .evaluationResults()
              .stream()
              .toList();
      assertThat(results).extracting(EvaluationResult::evalActionName).isEqualTo(actions);
      assertThat(results)
          .extracting(EvaluationResult::evalDecision)
          .containsOnly(PolicyEvaluationDecisionType.ALLOWED);
      assertThatThrownBy(
              () ->
                  iam.simulatePrincipalPolicy(
                      request ->
                          request
                              .policySourceArn("arn:aws:sts::000000000042:assumed-role/x/y")
                              .actionNames(actions)))
          .satisfies(refused -> assertThat(code(refused)).isEqualTo("InvalidInput"));
    }
  }

  @Test
  void What_a_fault_denies_is_denied_in_the_simulation_and_at_the_door() throws Exception {
    account.fault("{\"kind\":\"deny\",\"service\":\"ec2\",\"action\":\"DescribeVpcs\"}");
    try (IamClient iam = account.client(IamClient.builder());
        Ec2Client ec2 = account.client(Ec2Client.builder())) {
      assertThat(
              iam.simulatePrincipalPolicy(
                      request ->
                          request
                              .policySourceArn(ROLE)
                              .actionNames("ec2:DescribeVpcs", "ec2:DescribeSubnets"))
                  .evaluationResults())
          .extracting(EvaluationResult::evalDecision)
          .containsExactly(
              PolicyEvaluationDecisionType.IMPLICIT_DENY, PolicyEvaluationDecisionType.ALLOWED);
      assertThatThrownBy(ec2::describeVpcs)
          .satisfies(refused -> assertThat(code(refused)).isEqualTo("UnauthorizedOperation"));
    }
  }

  @Test
  void A_role_is_told_with_its_path() {
    try (IamClient iam = account.client(IamClient.builder())) {
      assertThat(iam.getRole(request -> request.roleName("researcher")).role().arn())
          .isEqualTo(ROLE);
      assertThatThrownBy(() -> iam.getRole(request -> request.roleName("nobody")))
          .isInstanceOf(NoSuchEntityException.class);
      assertThat(iam.getUser().user().userName()).isEqualTo("researcher");
      assertThat(iam.listMFADevices().mfaDevices()).hasSize(1);
    }
  }

  private static String code(Throwable refused) {
    return ((AwsServiceException) refused).awsErrorDetails().errorCode();
  }

  private static AwsSessionCredentials of(Credentials credentials) {
    return AwsSessionCredentials.create(
        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
  }
}
