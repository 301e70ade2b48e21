package stentor.control.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The keychain of macOS, by its program {@code security}. Only its interactive mode takes a secret
 * from standard input; there it is written in base64, which needs no quotes.
 */
record MacKeychain(KeychainProgram program) implements Keychain {

  private static final String SERVICE = "stentor";

  @Override
  public boolean answers() throws InterruptedException {
    return program.run("", List.of("default-keychain")).exit() == 0;
  }

  @Override
  public void put(String name, Secret secret) throws InterruptedException {
    String text =
        Base64.getEncoder().encodeToString(secret.reveal().getBytes(StandardCharsets.UTF_8));
    KeychainProgram.Run _ =
        program.run(
            "add-generic-password -U -s %s -a %s -w %s%n".formatted(SERVICE, name, text),
            List.of("-i"));
    // The interactive mode ends with 0 whatever became of its lines.
    if (!get(name).equals(Optional.of(secret))) {
      throw KeychainProgram.failed("security did not keep it");
    }
  }

  @Override
  public Optional<Secret> get(String name) throws InterruptedException {
    KeychainProgram.Run run =
        program.run("", List.of("find-generic-password", "-s", SERVICE, "-a", name, "-w"));
    if (run.exit() != 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Secret.of(
              new String(Base64.getDecoder().decode(run.out().strip()), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  @Override
  public void remove(String name) throws InterruptedException {
    KeychainProgram.Run _ =
        program.run("", List.of("delete-generic-password", "-s", SERVICE, "-a", name));
  }
}
