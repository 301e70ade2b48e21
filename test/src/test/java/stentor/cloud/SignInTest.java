package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.cloud.Cloud;
import stentor.control.cloud.SignIn;
import stentor.protocol.environment.CloudIdentity;
import stentor.protocol.environment.CredentialKind;
import stentor.speech.problem.ProblemException;

/** Who we are to AWS by each source of credentials, and what a person is asked for it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SignInTest {

  private static final String CONFIGURATION =
      """
      [profile keys]
      region = eu-central-1
      aws_access_key_id = AKIA0000000000000042
      aws_secret_access_key = secret
      [profile role]
      role_arn = arn:aws:iam::000000000042:role/lab
      source_profile = keys
      [profile guarded]
      role_arn = arn:aws:iam::000000000042:role/lab-mfa
      source_profile = keys
      mfa_serial = arn:aws:iam::000000000042:mfa/researcher
      [profile center]
      sso_session = university
      sso_account_id = 000000000042
      sso_role_name = Researcher
      [profile other-role]
      sso_session = university
      sso_account_id = 000000000042
      sso_role_name = Administrator
      [profile beyond]
      role_arn = arn:aws:iam::000000000042:role/lab-mfa
      source_profile = center
      mfa_serial = arn:aws:iam::000000000042:mfa/researcher
      [profile ring]
      role_arn = arn:aws:iam::000000000042:role/lab
      source_profile = ring-too
      [profile ring-too]
      role_arn = arn:aws:iam::000000000042:role/lab
      source_profile = ring
      [sso-session university]
      sso_start_url = https://lab.awsapps.com/start
      sso_region = eu-central-1
      """;

  @TempDir private Path folder;
  private SigningAccount account;

  @BeforeEach
  void start() throws IOException {
    account = new SigningAccount(folder);
    account.configure(CONFIGURATION);
  }

  @AfterEach
  void stop() {
    account.close();
  }

  private static CloudIdentity who(Cloud cloud, String profile) throws InterruptedException {
    return cloud.credentials().whoAmI(Optional.of(profile));
  }

  private void assertProblem(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, thrown -> assertThat(thrown.problem().code()).isEqualTo(code));
  }

  @Test
  void keys_of_variables_and_of_a_profile_are_used_without_a_question() throws Exception {
    CloudIdentity variables =
        account
            .opened(
                Map.of("AWS_ACCESS_KEY_ID", "AKIA0000000000000042", "AWS_SECRET_ACCESS_KEY", "s"))
            .credentials()
            .whoAmI(Optional.empty());
    CloudIdentity keys = who(account.opened(), "keys");

    assertThat(variables.source()).isEqualTo(CredentialKind.ENVIRONMENT);
    assertThat(keys.source()).isEqualTo(CredentialKind.PROFILE);
    assertThat(keys.arn()).isEqualTo("arn:aws:iam::000000000042:user/research/researcher");
    assertThat(keys.account()).isEqualTo("000000000042");
    assertThat(keys.validUntil()).isEmpty();
    assertThat(account.person.asked).isEmpty();
  }

  @Test
  void a_role_without_a_second_factor_is_taken_by_itself_for_an_hour() throws Exception {
    CloudIdentity role = who(account.opened(), "role");

    assertThat(role.source()).isEqualTo(CredentialKind.ASSUMED_ROLE);
    assertThat(role.arn()).contains(":assumed-role/lab/stentor");
    assertThat(role.validUntil().orElseThrow())
        .isBetween(
            account.now().plus(Duration.ofMinutes(58)), account.now().plus(Duration.ofHours(1)));
    assertThat(account.person.asked).isEmpty();
  }

  @Test
  void a_role_with_a_second_factor_asks_for_its_code_once_a_process() throws Exception {
    account.person.says.add("123456");
    Cloud cloud = account.opened();

    assertThat(who(cloud, "guarded").arn()).contains(":assumed-role/lab-mfa/");
    assertThat(who(cloud, "guarded").source()).isEqualTo(CredentialKind.ASSUMED_ROLE);

    assertThat(account.person.asked).containsExactly("code of guarded");
    assertProblem("sign_in_needed", () -> who(account.opened(), "guarded"));
    assertThat(account.person.asked).hasSize(2);
  }

  @Test
  void a_code_that_is_not_taken_is_asked_for_again_and_not_for_ever() throws Exception {
    account.person.says.addAll(List.of("000000", "123456"));
    assertThat(who(account.opened(), "guarded").account()).isEqualTo("000000000042");

    account.person.says.addAll(List.of("000000", "000000", "000000", "123456"));
    assertProblem("role_refused", () -> who(account.opened(), "guarded"));
    assertThat(account.person.asked).hasSize(5);
  }

  @Test
  void a_session_that_has_ended_is_asked_for_again() throws Exception {
    account.person.says.addAll(List.of("123456", "654321"));
    Cloud cloud = account.opened();
    who(cloud, "guarded");

    account.advance(Duration.ofMinutes(61));

    assertThat(who(cloud, "guarded").validUntil().orElseThrow()).isAfter(account.now());
    assertThat(account.person.asked).containsExactly("code of guarded", "code of guarded");
  }

  @Test
  void a_page_of_identity_center_lets_in_and_is_kept_for_the_next_process() throws Exception {
    CloudIdentity identity = who(account.opened(), "center");

    assertThat(identity.source()).isEqualTo(CredentialKind.IDENTITY_CENTER);
    assertThat(identity.arn()).contains("assumed-role/AWSReservedSSO_Researcher_");
    SignIn.DevicePage page = account.person.pages.getFirst();
    assertThat(page.direct().toString()).endsWith(page.code());
    assertThat(account.person.asked).containsExactly("page closed");

    assertThat(who(account.opened(), "center").arn()).isEqualTo(identity.arn());
    assertThat(account.person.pages).hasSize(1);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has other permissions")
  void a_sign_in_is_in_the_file_in_which_the_tool_of_aws_looks_for_it() throws Exception {
    who(account.opened(), "center");

    // The SHA-1 of the session's name, as botocore has it.
    Path file = account.tokens().resolve("f9f914060ccb1e10d551ad49016b1a6658d6edec.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    JsonNode token = new ObjectMapper().readTree(file.toFile());
    assertThat(token.path("startUrl").asText()).isEqualTo("https://lab.awsapps.com/start");
    assertThat(token.path("region").asText()).isEqualTo("eu-central-1");
    assertThat(token.path("accessToken").asText()).startsWith("token-");
    assertThat(token.path("expiresAt").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(token.path("clientId").asText()).isNotEmpty();
    assertThat(token.path("refreshToken").asText()).isNotEmpty();
  }

  @Test
  void a_sign_in_that_has_ended_is_prolonged_without_the_person() throws Exception {
    who(account.opened(), "center");

    account.advance(Duration.ofHours(9));

    assertThat(who(account.opened(), "center").account()).isEqualTo("000000000042");
    assertThat(account.person.pages).hasSize(1);
  }

  @Test
  void a_sign_in_that_cannot_be_prolonged_is_asked_for_again() throws Exception {
    who(account.opened(), "center");
    account.advance(Duration.ofDays(100));

    assertThat(who(account.opened(), "center").account()).isEqualTo("000000000042");
    assertThat(account.person.pages).hasSize(2);
  }

  @Test
  void the_page_is_asked_for_less_often_where_the_service_says_so() throws Exception {
    account.fault("{\"kind\":\"device\",\"reason\":\"pending\",\"times\":2}");
    account.fault("{\"kind\":\"device\",\"reason\":\"slow_down\",\"times\":1}");

    who(account.opened(), "center");

    assertThat(account.waits)
        .startsWith(
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(6));
  }

  @Test
  void who_is_refused_on_the_page_or_lets_its_code_end_is_told() throws Exception {
    account.fault("{\"kind\":\"device\",\"reason\":\"denied\",\"times\":1}");
    assertProblem("sign_in_refused", () -> who(account.opened(), "center"));

    account.fault("{\"kind\":\"device\",\"reason\":\"expired\",\"times\":1}");
    assertProblem("sign_in_refused", () -> who(account.opened(), "center"));
    assertThat(account.person.asked).containsExactly("page closed", "page closed");
  }

  @Test
  void who_closes_the_page_or_cannot_see_it_is_told_what_to_do() throws Exception {
    account.person.stops = true;
    assertProblem("sign_in_needed", () -> who(account.opened(), "center"));

    account.person.watches = false;
    assertThatThrownBy(() -> who(account.opened(), "center"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            thrown ->
                assertThat(thrown.problem().fixes().toString())
                    .contains("same command", "--profile center"));
  }

  @Test
  void a_role_that_identity_center_does_not_give_is_named() {
    assertProblem("role_refused", () -> who(account.opened(), "other-role"));
  }

  @Test
  void a_role_on_top_of_identity_center_asks_for_the_page_and_then_for_the_code() throws Exception {
    account.person.says.add("123456");

    assertThat(who(account.opened(), "beyond").arn()).contains(":assumed-role/lab-mfa/");

    assertThat(account.person.asked).containsExactly("page closed", "code of beyond");
  }

  @Test
  void profiles_that_name_one_another_in_a_ring_cannot_be_used() {
    assertProblem("profile_unusable", () -> who(account.opened(), "ring"));
  }
}
