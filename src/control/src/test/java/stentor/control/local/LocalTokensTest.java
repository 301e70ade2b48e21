package stentor.control.local;

import static org.assertj.core.api.Assertions.assertThat;
import static stentor.control.local.Laboratory.NAME;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.TokenProblem;
import stentor.protocol.access.AccessToken;
import stentor.protocol.access.NamedToken;
import stentor.protocol.access.NamedTokens;
import stentor.protocol.access.TokenName;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.json.Documents;

/** Named tokens as they lie in an environment's folder. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LocalTokensTest {

  private static final TokenName FIRST = new TokenName("first");
  private static final TokenName SECOND = new TokenName("second");

  @TempDir Path home;
  private Laboratory laboratory;

  @BeforeEach
  void open() throws Exception {
    laboratory = new Laboratory(home);
    laboratory.up(Laboratory.wanted(Laboratory.FIRST));
  }

  @AfterEach
  void close() throws IOException {
    laboratory.close();
  }

  private Path file() {
    return laboratory.folder.path().resolve("tokens.json");
  }

  private AccessToken add(TokenName name) throws InterruptedException {
    return laboratory.platform.addToken(NAME, name, laboratory.events);
  }

  private void revoke(TokenName name) throws InterruptedException {
    laboratory.platform.revokeToken(NAME, name, laboratory.events);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void only_its_hash_is_kept_and_only_for_its_owner() throws Exception {
    AccessToken token = add(FIRST);

    NamedTokens kept = Documents.read(file(), NamedTokens.class);
    assertThat(kept.find(FIRST)).map(NamedToken::sha256).contains(token.sha256());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    AccessToken other = add(SECOND);
    revoke(FIRST);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    for (String secret : new String[] {token.value(), other.value()}) {
      assertThat(everythingWritten()).doesNotContain(secret);
      assertThat(laboratory.seen.toString()).doesNotContain(secret);
    }
  }

  @Test
  void they_are_listed_in_the_order_in_which_they_were_made() throws Exception {
    assertThat(laboratory.platform.tokens(NAME)).isEmpty();
    add(SECOND);
    add(FIRST);

    assertThat(laboratory.platform.tokens(NAME))
        .extracting(NamedToken::name)
        .containsExactly(SECOND, FIRST);
    revoke(SECOND);
    assertThat(laboratory.platform.tokens(NAME))
        .extracting(NamedToken::name)
        .containsExactly(FIRST);
  }

  @Test
  void a_name_that_is_there_or_is_not_is_a_problem_and_changes_nothing() throws Exception {
    add(FIRST);
    byte[] before = Files.readAllBytes(file());

    assertThat(Laboratory.problemOf(() -> add(FIRST)).code()).isEqualTo("token_exists");
    assertThat(Laboratory.problemOf(() -> revoke(SECOND)).code()).isEqualTo("token_unknown");
    assertThat(file()).hasBinaryContent(before);
  }

  @Test
  void there_are_not_more_than_can_be_compared() throws Exception {
    NamedTokens full = NamedTokens.NONE;
    for (int i = 0; i < NamedTokens.MOST; i++) {
      full =
          full.with(
              new NamedToken(
                  new TokenName("t" + i), java.time.Instant.EPOCH, AccessToken.sha256("" + i)));
    }
    laboratory.folder.keep(full);

    assertThat(Laboratory.problemOf(() -> add(FIRST)))
        .isInstanceOf(TokenProblem.TooManyTokens.class);
  }

  @Test
  void a_stopped_environment_has_them_still_and_one_taken_down_has_none() throws Exception {
    add(FIRST);
    laboratory.folder.want(
        laboratory.platform.wanted(NAME).orElseThrow().withWanted(Wanted.STOPPED));
    assertThat(laboratory.platform.tokens(NAME)).hasSize(1);
    add(SECOND);
    assertThat(laboratory.platform.tokens(NAME)).hasSize(2);

    assertThat(laboratory.down().left()).isEmpty();
    assertThat(file()).doesNotExist();
    assertThat(Laboratory.problemOf(() -> laboratory.platform.tokens(NAME)))
        .isInstanceOf(EnvironmentProblem.NotUp.class);
    assertThat(Laboratory.problemOf(() -> add(FIRST))).isInstanceOf(EnvironmentProblem.NotUp.class);
  }

  /** Journal, logs and documents: all that is in the environment's folder. */
  private String everythingWritten() throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.walk(laboratory.folder.path())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
