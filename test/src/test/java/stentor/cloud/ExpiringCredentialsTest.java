package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.Platform;
import stentor.control.event.EventStream;
import stentor.control.secret.AccessKey;
import stentor.control.secret.Keeping;
import stentor.control.secret.Secret;
import stentor.protocol.environment.CloudRequest;
import stentor.protocol.environment.CredentialKind;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.speech.problem.ProblemException;

/**
 * Credentials that end while an environment is made: the operation waits, asks, and goes on where
 * it was, by whatever way they came.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExpiringCredentialsTest {

  private static final EnvironmentName NAME = new EnvironmentName("lab");

  private static final String CONFIGURATION =
      """
      [profile keys]
      aws_access_key_id = %s
      aws_secret_access_key = secret
      [profile guarded]
      role_arn = arn:aws:iam::000000000042:role/research/researcher-mfa
      source_profile = base
      mfa_serial = arn:aws:iam::000000000042:mfa/researcher
      [profile base]
      aws_access_key_id = AKIA0000000000000042
      aws_secret_access_key = secret
      [profile center]
      sso_session = university
      sso_account_id = 000000000042
      sso_role_name = Researcher
      [sso-session university]
      sso_start_url = https://lab.awsapps.com/start
      sso_region = eu-central-1
      """;

  /** One call in the midst of making stacks is refused, and all with it until somebody signs in. */
  private static final String ENDED =
      "{\"kind\":\"expire_credentials\",\"service\":\"cloudformation\","
          + "\"action\":\"CreateStack\",\"times\":%d}";

  @TempDir private Path folder;
  private SigningAccount account;

  @BeforeEach
  void start() throws IOException {
    account = new SigningAccount(folder);
    account.configure(CONFIGURATION.formatted("AKIA0000000000000042"));
  }

  @AfterEach
  void stop() {
    account.close();
  }

  private StatusDocument up(Platform platform, Optional<String> profile)
      throws InterruptedException {
    Platform.Wanted wanted =
        new Platform.Wanted(
            NAME,
            List.of(new Platform.ModelVersion("moonshine-tiny-en", "1")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.of("aws"),
            new CloudRequest(Optional.empty(), profile, Optional.empty(), OptionalDouble.empty()));
    return platform.up(wanted, List.of(), new EventStream(Clock.systemUTC()));
  }

  @Test
  void a_role_with_a_second_factor_asks_for_another_code() throws Exception {
    account.fault(ENDED.formatted(1));
    account.person.says.addAll(List.of("123456", "654321"));

    StatusDocument status = up(account.opened().platform(), Optional.of("guarded"));

    assertThat(status.state()).isEqualTo(EnvironmentState.UP);
    assertThat(account.person.asked).containsExactly("code of guarded", "code of guarded");
  }

  @Test
  void a_role_of_identity_center_is_taken_anew_by_itself() throws Exception {
    account.fault(ENDED.formatted(1));

    StatusDocument status = up(account.opened().platform(), Optional.of("center"));

    assertThat(status.state()).isEqualTo(EnvironmentState.UP);
    assertThat(account.person.pages).hasSize(1);
    assertThat(status.identity().orElseThrow().source()).isEqualTo(CredentialKind.IDENTITY_CENTER);
    assertThat(status.identity().orElseThrow().validUntil().orElseThrow()).isAfter(account.now());
  }

  @Test
  void a_role_of_identity_center_whose_path_may_not_be_asked_for_makes_nothing() throws Exception {
    account.fault("{\"kind\":\"deny\",\"service\":\"iam\",\"action\":\"GetRole\"}");

    assertThatThrownBy(() -> up(account.opened().platform(), Optional.of("center")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            thrown -> assertThat(thrown.problem().what()).contains("AWSReservedSSO_Researcher_"));
  }

  @Test
  void keys_of_a_profile_wait_until_somebody_has_written_others() throws Exception {
    account.fault(
        "{\"kind\":\"expire_credentials\",\"service\":\"cloudformation\","
            + "\"action\":\"CreateStack\",\"accessKey\":\"AKIA0000000000000042\"}");
    account.person.signsIn.add(
        () -> {
          try {
            account.configure(CONFIGURATION.formatted("AKIA0000000000000043"));
          } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
          }
        });

    StatusDocument status = up(account.opened().platform(), Optional.of("keys"));

    assertThat(status.state()).isEqualTo(EnvironmentState.UP);
    assertThat(account.person.asked).containsExactly("credentials_expired");
  }

  @Test
  void keys_of_variables_ask_and_go_on() throws Exception {
    account.fault(ENDED.formatted(1));
    account.person.signsIn.add(() -> {});
    Map<String, String> variables =
        Map.of("AWS_ACCESS_KEY_ID", "AKIA0000000000000042", "AWS_SECRET_ACCESS_KEY", "secret");
    assertThat(up(account.opened(variables).platform(), Optional.empty()).state())
        .isEqualTo(EnvironmentState.UP);
    assertThat(account.person.asked).containsExactly("credentials_expired");
  }

  @Test
  void sealed_keys_ask_for_their_passphrase_and_go_on() throws Exception {
    account
        .keys()
        .add(
            "sealed",
            new AccessKey(Secret.of("AKIA0000000000000044"), Secret.of("secret")),
            Keeping.FILE,
            Optional.of(Secret.of("open sesame")));
    account.fault(ENDED.formatted(1));
    account.person.says.addAll(List.of("open door", "open sesame"));
    account.person.signsIn.add(() -> {});

    StatusDocument status = up(account.opened().platform(), Optional.of("sealed"));

    assertThat(status.state()).isEqualTo(EnvironmentState.UP);
    assertThat(account.person.asked)
        .containsExactly("passphrase of sealed", "passphrase of sealed", "credentials_expired");
  }

  @Test
  void where_nobody_can_be_asked_the_next_process_goes_on_with_what_was_made() throws Exception {
    account.fault(ENDED.formatted(1));
    account.person.says.add("123456");
    assertThatThrownBy(() -> up(account.opened().platform(), Optional.of("guarded")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            thrown -> {
              assertThat(thrown.problem().code()).isEqualTo("sign_in_needed");
              assertThat(thrown.problem().fixes().toString()).contains("goes on where it was");
            });

    account.person.says.add("123456");
    StatusDocument status = up(account.opened().platform(), Optional.of("guarded"));

    assertThat(status.state()).isEqualTo(EnvironmentState.UP);
    assertThat(account.person.asked)
        .containsExactly("code of guarded", "code of guarded", "code of guarded");
  }
}
