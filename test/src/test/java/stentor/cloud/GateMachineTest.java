package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The gate's user data, run to its end, and a real sshd behind it that real clients dial. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateMachineTest {

  private static final int POSIX_ID = 10001;
  private static final String ADDRESS = "127.0.0.1";

  private Path folder;
  private Path fileSystem;
  private GateMachine machine;

  @BeforeAll
  void run(@TempDir Path shared) throws Exception {
    GateMachine.needed();
    folder = shared;
    key("user");
    key("stranger");
    fileSystem = Files.createDirectory(folder.resolve("efs"));
    for (String owner : List.of("unix:uid", "unix:gid")) {
      Files.setAttribute(fileSystem, owner, POSIX_ID);
    }
    machine = machine("machine", fileSystem);
    assertThat(machine.exit()).as(machine.log()).isZero();
    Files.writeString(folder.resolve("known_hosts"), ADDRESS + " " + toldKey() + "\n");
  }

  @AfterAll
  void stop() {
    if (machine != null) {
      machine.close();
    }
  }

  private GateMachine machine(String name, Path files) throws Exception {
    return GateMachine.run(
        Files.createDirectory(folder.resolve(name)),
        files,
        Map.of(
            "FileSystem",
            "fs-0123456789abcdef0",
            "AccessPoint",
            "fsap-0123456789abcdef0",
            "PosixId",
            "" + POSIX_ID,
            "PublicKey",
            Files.readString(folder.resolve("user.pub")).strip()));
  }

  private void key(String name) throws Exception {
    Process made =
        new ProcessBuilder(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-C",
                "test",
                "-f",
                folder.resolve(name).toString())
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
  }

  private String toldKey() throws Exception {
    return new ObjectMapper()
        .readTree(machine.signal().path("body").asText())
        .path("Data")
        .asText();
  }

  /** A client that takes no host key but the one that was told. */
  private GateMachine.Ended client(String program, String key, List<String> arguments)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                program,
                "-F",
                "none",
                "-i",
                folder.resolve(key).toString(),
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "BatchMode=yes",
                "-o",
                "StrictHostKeyChecking=yes",
                "-o",
                "UserKnownHostsFile=" + folder.resolve("known_hosts")));
    command.addAll(arguments);
    return machine.program(command);
  }

  @Test
  void its_host_key_is_told_to_the_wait_condition_and_is_the_only_one_that_clients_meet()
      throws Exception {
    JsonNode signal = machine.signal();
    assertThat(signal.path("method").asText()).isEqualTo("PUT");
    assertThat(signal.path("target").asText()).isEqualTo("/signal?signature=a%2Fb&x=1");
    // A type would not fit the signature of the address.
    assertThat(signal.path("typed").asBoolean()).isFalse();
    JsonNode body = new ObjectMapper().readTree(signal.path("body").asText());
    assertThat(body.path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(body.path("UniqueId").asText()).isEqualTo("hostkey");
    assertThat(toldKey()).matches("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}");

    GateMachine.Ended met =
        machine.program(List.of("ssh-keyscan", "-T", "5", "-t", "rsa,ecdsa,ed25519", ADDRESS));

    assertThat(met.said().lines().filter(line -> line.startsWith(ADDRESS)))
        .containsExactly(ADDRESS + " " + toldKey());
  }

  @Test
  void it_offers_the_pinned_algorithms_and_no_other() throws Exception {
    GateMachine.Ended ended = client("ssh", "user", List.of("-vv", "stentor@" + ADDRESS, "true"));

    assertThat(ended.exit()).as(ended.said()).isZero();
    String proposal = ended.said().substring(ended.said().indexOf("peer server KEXINIT proposal"));
    assertThat(offer(proposal, "KEX algorithms"))
        .filteredOn(name -> !name.startsWith("kex-strict-") && !name.startsWith("ext-info-"))
        .containsExactly("curve25519-sha256", "curve25519-sha256@libssh.org");
    assertThat(offer(proposal, "host key algorithms")).containsExactly("ssh-ed25519");
    for (String way : List.of("ctos", "stoc")) {
      assertThat(offer(proposal, "ciphers " + way))
          .containsExactly(
              "aes256-gcm@openssh.com", "aes128-gcm@openssh.com", "aes256-ctr", "aes128-ctr");
      assertThat(offer(proposal, "MACs " + way))
          .containsExactly(
              "hmac-sha2-512-etm@openssh.com",
              "hmac-sha2-256-etm@openssh.com",
              "hmac-sha2-512",
              "hmac-sha2-256");
    }
  }

  private static List<String> offer(String proposal, String kind) {
    return proposal
        .lines()
        .filter(line -> line.contains(kind + ": "))
        .findFirst()
        .map(line -> List.of(line.substring(line.indexOf(": ", line.indexOf(kind)) + 2).split(",")))
        .orElseThrow();
  }

  @Test
  void the_users_key_uploads_by_sftp_into_the_file_system_and_may_check_what_arrived()
      throws Exception {
    Path model = Files.writeString(folder.resolve("model.onnx"), "weights");
    Path batch = Files.writeString(folder.resolve("batch"), "put " + model + " model.part\n");

    GateMachine.Ended put =
        client("sftp", "user", List.of("-b", batch.toString(), "stentor@" + ADDRESS));
    GateMachine.Ended sum =
        client("ssh", "user", List.of("stentor@" + ADDRESS, "sha256sum", "model.part"));

    assertThat(put.exit()).as(put.said()).isZero();
    Path arrived = fileSystem.resolve("model.part");
    assertThat(arrived).hasContent("weights");
    assertThat(Files.getAttribute(arrived, "unix:uid")).isEqualTo(POSIX_ID);
    assertThat(sum.said())
        .contains("9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c");
    assertThat(Files.readString(machine.file("/var/log/mount.efs")))
        .startsWith("fs-0123456789abcdef0:/ /srv/models ")
        .contains("tls", "accesspoint=fsap-0123456789abcdef0");
  }

  @Test
  void nobody_gets_in_by_a_password_by_another_key_or_as_root() throws Exception {
    GateMachine.Ended password =
        client(
            "ssh",
            "user",
            List.of(
                "-o",
                "PreferredAuthentications=password,keyboard-interactive",
                "stentor@" + ADDRESS,
                "true"));
    GateMachine.Ended stranger = client("ssh", "stranger", List.of("stentor@" + ADDRESS, "true"));
    GateMachine.Ended root = client("ssh", "user", List.of("root@" + ADDRESS, "true"));

    for (GateMachine.Ended refused : List.of(password, stranger, root)) {
      assertThat(refused.exit()).isEqualTo(255);
      // In brackets: all that the server would take.
      assertThat(refused.said()).contains("Permission denied (publickey).");
    }
    assertThat(Files.readString(machine.file("/etc/shadow"))).contains("\nstentor:*:");
    // It would let in whoever may push a key by the cloud's own way.
    assertThat(machine.file("/usr/lib/systemd/system/sshd.service.d/ec2-instance-connect.conf"))
        .doesNotExist();
  }

  @Test
  void who_is_in_gets_neither_a_terminal_nor_a_tunnel() throws Exception {
    GateMachine.Ended terminal = client("ssh", "user", List.of("-tt", "stentor@" + ADDRESS, "tty"));
    GateMachine.Ended tunnel =
        client(
            "ssh",
            "user",
            List.of("-W", ADDRESS + ":" + SignalReceiver.PORT, "stentor@" + ADDRESS));

    assertThat(terminal.said()).contains("PTY allocation request failed");
    assertThat(tunnel.exit()).isEqualTo(255);
    assertThat(tunnel.said()).contains("administratively prohibited");
  }

  @Test
  void a_step_that_fails_is_named_in_the_signal() throws Exception {
    Path closed =
        Files.createDirectory(
            folder.resolve("closed"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

    try (GateMachine broken = machine("broken", closed)) {
      assertThat(broken.exit()).isEqualTo(1);
      JsonNode body = new ObjectMapper().readTree(broken.signal().path("body").asText());
      assertThat(body.path("Status").asText()).isEqualTo("FAILURE");
      assertThat(body.path("Reason").asText())
          .isEqualTo("The gate is not ready: writing to the file system");
    }
  }
}
