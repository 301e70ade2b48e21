package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.model.RoleInfo;
import software.amazon.awssdk.services.sso.model.UnauthorizedException;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.AuthorizationPendingException;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenRequest;
import software.amazon.awssdk.services.sts.StsClient;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SignInTest {

  @TempDir Path folder;
  private Account account;

  @BeforeEach
  void start() throws Exception {
    account = new Account(folder);
  }

  @AfterEach
  void stop() {
    account.close();
  }

  @Test
  void A_device_that_waited_for_its_user_is_given_the_credentials_of_a_role() {
    try (SsoOidcClient oidc = account.client(SsoOidcClient.builder());
        SsoClient sso = account.client(SsoClient.builder())) {
      var client =
          oidc.registerClient(request -> request.clientName("stentor").clientType("public"));
      var device =
          oidc.startDeviceAuthorization(
              request ->
                  request
                      .clientId(client.clientId())
                      .clientSecret(client.clientSecret())
                      .startUrl("https://lab.awsapps.com/start"));
      CreateTokenRequest wanted =
          CreateTokenRequest.builder()
              .clientId(client.clientId())
              .clientSecret(client.clientSecret())
              .grantType("urn:ietf:params:oauth:grant-type:device_code")
              .deviceCode(device.deviceCode())
              .build();
      assertThatThrownBy(() -> oidc.createToken(wanted))
          .isInstanceOf(AuthorizationPendingException.class);
      String token = oidc.createToken(wanted).accessToken();
      String number =
          sso.listAccounts(request -> request.accessToken(token))
              .accountList()
              .getFirst()
              .accountId();
      assertThat(
              sso.listAccountRoles(request -> request.accessToken(token).accountId(number))
                  .roleList())
          .extracting(RoleInfo::roleName)
          .contains("Researcher");
      var given =
          sso.getRoleCredentials(
                  request -> request.accessToken(token).accountId(number).roleName("Researcher"))
              .roleCredentials();
      try (StsClient sts =
          account.client(
              StsClient.builder(),
              AwsSessionCredentials.create(
                  given.accessKeyId(), given.secretAccessKey(), given.sessionToken()))) {
        assertThat(sts.getCallerIdentity().arn())
            .contains("assumed-role/AWSReservedSSO_Researcher_");
      }
      assertThatThrownBy(() -> sso.listAccounts(request -> request.accessToken("other")))
          .isInstanceOf(UnauthorizedException.class);
    }
  }
}
