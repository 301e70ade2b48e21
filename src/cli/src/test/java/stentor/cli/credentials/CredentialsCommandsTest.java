package stentor.cli.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.cli.Laboratory;
import stentor.protocol.environment.CloudIdentity;
import stentor.protocol.environment.CredentialKind;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CredentialsCommandsTest {

  private static final String ID = "AKIACANARYCANARY1234";
  private static final String SECRET = "canary/secret/of/forty/letters/0123456789";
  private static final String PASSPHRASE = "canary passphrase";

  @TempDir Path folder;
  private Laboratory laboratory;

  @BeforeEach
  void open() throws IOException {
    laboratory = new Laboratory(folder);
  }

  @AfterEach
  void close() {
    laboratory.close();
  }

  private int typed(String lines, String... words) {
    laboratory.typed = lines;
    return laboratory.run(words);
  }

  @Test
  void access_keys_are_asked_for_and_sealed_with_a_passphrase_where_no_keychain_is()
      throws IOException {
    int status =
        typed(
            String.join("\n", ID, SECRET, PASSPHRASE, PASSPHRASE) + "\n",
            "credentials",
            "add",
            "lab");

    assertThat(status).as(laboratory.err).isZero();
    assertThat(laboratory.out)
        .isEqualTo("lab is kept in an encrypted file" + System.lineSeparator());
    assertThat(laboratory.err).contains("Access key id: ", "Passphrase");
    assertThat(laboratory.out + laboratory.err).doesNotContain(ID, SECRET, PASSPHRASE);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).doesNotContain(ID, SECRET, PASSPHRASE);
      }
    }
  }

  @Test
  void they_are_listed_by_the_end_of_their_id_and_removed() {
    typed(String.join("\n", ID, SECRET, PASSPHRASE, PASSPHRASE), "credentials", "add", "lab");

    assertThat(laboratory.run("credentials", "list")).isZero();
    assertThat(laboratory.out).matches("lab +\\.\\.\\.1234 +an encrypted file +\\S+Z\\R");
    assertThat(laboratory.run("credentials", "list", "--json")).isZero();
    assertThat(laboratory.out)
        .startsWith(
            "{\"schema\":1,\"keys\":[{\"name\":\"lab\",\"hint\":\"1234\",\"kept\":\"file\",");

    assertThat(laboratory.run("credentials", "remove", "lab")).isZero();
    assertThat(laboratory.run("credentials", "list", "--json")).isZero();
    assertThat(laboratory.out.strip()).isEqualTo("{\"schema\":1,\"keys\":[]}");
    assertThat(laboratory.run("credentials", "remove", "lab")).isEqualTo(1);
    assertThat(laboratory.err).contains("keeps no access keys lab");
  }

  @Test
  void a_name_is_taken_once() {
    typed(String.join("\n", ID, SECRET, PASSPHRASE, PASSPHRASE), "credentials", "add", "lab");

    assertThat(typed(ID + "\n" + SECRET + "\n", "credentials", "add", "lab")).isEqualTo(1);
    assertThat(laboratory.err).contains("already", "credentials remove lab");
  }

  @Test
  void without_a_passphrase_or_with_two_different_ones_nothing_is_kept() {
    assertThat(typed(ID + "\n" + SECRET + "\n\n", "credentials", "add", "lab")).isEqualTo(1);
    assertThat(laboratory.err).contains("not kept", "AWS_ACCESS_KEY_ID");
    assertThat(typed(String.join("\n", ID, SECRET, "one", "two"), "credentials", "add", "lab"))
        .isEqualTo(1);
    assertThat(laboratory.err).contains("not the same").doesNotContain("two\n");

    assertThat(laboratory.run("credentials", "list")).isZero();
    assertThat(laboratory.out).isEmpty();
  }

  @Test
  void keys_are_never_arguments() {
    assertThat(laboratory.run("credentials", "add", "lab", ID, SECRET)).isEqualTo(2);
    assertThat(laboratory.run("credentials", "add", "no/name")).isEqualTo(2);
  }

  @Test
  void who_one_is_is_said_with_account_source_and_end() {
    laboratory.identity =
        new CloudIdentity(
            "000000000042",
            "arn:aws:sts::000000000042:assumed-role/lab/stentor",
            CredentialKind.ASSUMED_ROLE,
            Optional.of("lab"),
            Optional.of(Instant.parse("2026-11-29T12:00:00Z")));

    assertThat(laboratory.run("credentials", "whoami", "--profile", "lab")).isZero();
    assertThat(laboratory.out)
        .contains(
            "account     000000000042",
            "assumed-role/lab/stentor",
            "assumed role, profile lab",
            "until 2026-11-29T12:00:00Z");
    assertThat(laboratory.run("credentials", "whoami", "--json")).isZero();
    assertThat(laboratory.out.strip())
        .isEqualTo(
            "{\"schema\":1,\"account\":\"000000000042\","
                + "\"arn\":\"arn:aws:sts::000000000042:assumed-role/lab/stentor\","
                + "\"source\":\"assumed-role\",\"profile\":\"lab\","
                + "\"validUntil\":\"2026-11-29T12:00:00Z\"}");
  }
}
