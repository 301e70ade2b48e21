package stentor.control.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.problem.ControlException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccessKeysTest {

  private static final AccessKey KEY =
      new AccessKey(Secret.of("AKIACANARYCANARY1234"), Secret.of("canary/secret"));

  /**
   * Stands in for libsecret's program: keeps what it is given in a file, and writes down with which
   * words it was called.
   */
  private static final String SECRET_TOOL =
      """
      #!/bin/sh
      cd "$(dirname "$0")"
      echo "$@" >> calls
      if [ -e locked ]; then echo "Cannot autolaunch D-Bus" >&2; exit 1; fi
      for last; do :; done
      case "$1" in
        store) cat > "kept-$last" ;;
        lookup) [ -e "kept-$last" ] && cat "kept-$last" ;;
        clear) rm -f "kept-$last" ;;
      esac
      """;

  @TempDir private Path folder;

  private AccessKeys files() {
    return AccessKeys.withoutKeychain(folder.resolve("credentials"), Clock.systemUTC());
  }

  private AccessKeys keychain() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path tool = tools.resolve("secret-tool");
    if (!Files.exists(tool)) {
      Files.writeString(tool, SECRET_TOOL);
      assertThat(tool.toFile().setExecutable(true)).isTrue();
    }
    return AccessKeys.in(
        folder.resolve("credentials"), Map.of("PATH", "/nowhere:" + tools), Clock.systemUTC());
  }

  @Test
  void a_passphrase_opens_the_file_in_another_process_and_another_one_does_not() throws Exception {
    files().add("lab", KEY, Keeping.FILE, Optional.of(Secret.of("right")));

    assertThat(files().key("lab")).isEmpty();
    assertThat(files().open("lab", Secret.of("wrong"))).isEmpty();
    AccessKeys later = files();
    assertThat(later.open("lab", Secret.of("right"))).contains(KEY);
    assertThat(later.key("lab")).contains(KEY);
  }

  @Test
  @EnabledOnOs(
      value = {OS.LINUX, OS.MAC},
      disabledReason = "has other permissions")
  void only_its_owner_may_read_the_file_and_nothing_of_the_key_is_in_it() throws Exception {
    files().add("lab", KEY, Keeping.FILE, Optional.of(Secret.of("right")));

    try (Stream<Path> all = Files.list(folder.resolve("credentials"))) {
      List<Path> found = all.toList();
      assertThat(found).hasSize(2);
      for (Path file : found) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
        assertThat(Files.readString(file)).doesNotContain("CANARY", "canary", "right");
      }
    }
  }

  @Test
  void a_file_that_was_changed_or_renamed_does_not_open() throws Exception {
    files().add("lab", KEY, Keeping.FILE, Optional.of(Secret.of("right")));
    Path file = folder.resolve("credentials/lab.sealed");
    Files.copy(file, folder.resolve("credentials/other.sealed"));

    assertThat(files().open("other", Secret.of("right"))).isEmpty();

    String text = Files.readString(file);
    int at = text.indexOf("\"ciphertext\":\"") + 16;
    char other = text.charAt(at) == 'A' ? 'B' : 'A';
    Files.writeString(file, text.substring(0, at) + other + text.substring(at + 1));
    assertThat(files().open("lab", Secret.of("right"))).isEmpty();
  }

  @Test
  void keys_in_memory_end_with_the_process_and_leave_no_file() throws Exception {
    AccessKeys keys = files();
    keys.add("lab", KEY, Keeping.MEMORY, Optional.empty());

    assertThat(keys.key("lab")).contains(KEY);
    assertThat(keys.all()).extracting(KeptKey::name).containsExactly("lab");
    assertThat(files().find("lab")).isEmpty();
    assertThat(folder.resolve("credentials")).doesNotExist();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the program is Linux's")
  void the_keychain_is_used_where_it_answers_and_no_secret_is_on_a_command_line() throws Exception {
    assertThat(keychain().best()).contains(Keeping.KEYCHAIN);
    keychain().add("lab", KEY, Keeping.KEYCHAIN, Optional.empty());

    assertThat(keychain().key("lab")).contains(KEY);
    assertThat(Files.readString(folder.resolve("tools/calls"))).doesNotContain("CANARY", "canary");

    keychain().remove("lab");
    assertThat(keychain().key("lab")).isEmpty();
    assertThat(folder.resolve("tools/kept-lab")).doesNotExist();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the program is Linux's")
  void a_keychain_that_does_not_answer_is_not_chosen_and_says_why_it_keeps_nothing()
      throws Exception {
    AccessKeys keys = keychain();
    Files.createFile(folder.resolve("tools/locked"));

    assertThat(keys.best()).isEmpty();
    assertThatThrownBy(() -> keys.add("lab", KEY, Keeping.KEYCHAIN, Optional.empty()))
        .isInstanceOfSatisfying(
            ControlException.class,
            thrown -> {
              assertThat(thrown.problem().code()).isEqualTo("keychain_failed");
              assertThat(thrown.problem().why()).contains("D-Bus");
            });
    assertThat(keys.all()).isEmpty();
  }

  @Test
  void secrets_are_not_told_by_accident() {
    assertThat(KEY.toString()).doesNotContain("CANARY", "canary");
  }
}
