package stentor.cli.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.cli.Laboratory;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TokensCommandsTest {

  @TempDir Path folder;
  private Laboratory laboratory;

  @BeforeEach
  void open() throws IOException {
    laboratory = new Laboratory(folder);
    laboratory.run("up");
  }

  @AfterEach
  void close() {
    laboratory.close();
  }

  @Test
  void a_token_is_printed_alone_and_once() {
    assertThat(laboratory.run("tokens", "add", "ci")).isZero();
    assertThat(laboratory.out).matches("[A-Za-z0-9_-]{43}\\R");
    String token = laboratory.out.strip();
    assertThat(laboratory.err).doesNotContain(token);

    assertThat(laboratory.run("tokens", "list")).isZero();
    assertThat(laboratory.out).matches("ci +2026-01-01T00:00:00Z\\R").doesNotContain(token);
  }

  @Test
  void the_documents_carry_their_schema() {
    assertThat(laboratory.run("tokens", "list", "--json")).isZero();
    assertThat(laboratory.out.strip()).isEqualTo("{\"schema\":1,\"tokens\":[]}");

    assertThat(laboratory.run("tokens", "add", "ci", "--json")).isZero();
    assertThat(laboratory.out)
        .matches("\\{\"schema\":1,\"name\":\"ci\",\"token\":\"[A-Za-z0-9_-]{43}\"}\\R");

    assertThat(laboratory.run("tokens", "add", "two")).isZero();
    assertThat(laboratory.run("tokens", "revoke", "ci", "--json")).isZero();
    assertThat(laboratory.out.strip())
        .isEqualTo(
            "{\"schema\":1,\"tokens\":[{\"name\":\"two\",\"createdAt\":\"2026-01-01T00:00:00Z\"}]}");
  }

  @Test
  void a_revoked_one_is_gone_and_cannot_be_revoked_again() {
    laboratory.run("tokens", "add", "ci");

    assertThat(laboratory.run("tokens", "revoke", "ci")).isZero();
    assertThat(laboratory.run("tokens", "list")).isZero();
    assertThat(laboratory.out).isEmpty();
    assertThat(laboratory.run("tokens", "revoke", "ci")).isEqualTo(1);
    assertThat(laboratory.err).contains("has no token ci", "stentor tokens list");
    assertThat(laboratory.out).isEmpty();
  }

  @Test
  void a_name_is_given_once() {
    laboratory.run("tokens", "add", "ci");

    assertThat(laboratory.run("tokens", "add", "ci")).isEqualTo(1);
    assertThat(laboratory.err).contains("has a token ci already", "stentor tokens revoke ci");
    assertThat(laboratory.out).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CI", "1st", "a_b", "-", "a-", "abcdefghijklmnopqrstu", "../x", ""})
  void a_name_that_is_none_is_wrong_usage(String name) {
    assertThat(laboratory.run("tokens", "add", name)).isEqualTo(2);
    assertThat(laboratory.run("tokens", "revoke", name)).isEqualTo(2);
    assertThat(laboratory.out).isEmpty();
  }

  @Test
  void without_an_environment_there_are_none() {
    laboratory.run("down", "--yes");

    assertThat(laboratory.run("tokens", "list")).isEqualTo(3);
    assertThat(laboratory.run("tokens", "add", "ci")).isEqualTo(3);
    assertThat(laboratory.run("tokens", "revoke", "ci")).isEqualTo(3);
  }
}
