package stentor.control.secret;

import java.util.List;
import java.util.Optional;

/**
 * The Secret Service of freedesktop.org (GNOME's and KDE's keychain), by libsecret's program {@code
 * secret-tool}.
 */
record SecretService(KeychainProgram program) implements Keychain {

  private static final List<String> OURS = List.of("application", "stentor");

  private static List<String> words(String verb, String name) {
    return List.of(verb, OURS.getFirst(), OURS.getLast(), "profile", name);
  }

  /** It ends with 1 where it finds nothing, and says why where no service answers. */
  @Override
  public boolean answers() throws InterruptedException {
    KeychainProgram.Run run = program.run("", words("lookup", "-"));
    return run.exit() == 0 || run.err().isBlank();
  }

  @Override
  public void put(String name, Secret secret) throws InterruptedException {
    KeychainProgram.Run run =
        program.run(
            secret.reveal(),
            List.of(
                "store",
                "--label=Stentor: " + name,
                OURS.getFirst(),
                OURS.getLast(),
                "profile",
                name));
    if (run.exit() != 0) {
      throw KeychainProgram.failed("secret-tool says: " + run.err().strip());
    }
  }

  @Override
  public Optional<Secret> get(String name) throws InterruptedException {
    KeychainProgram.Run run = program.run("", words("lookup", name));
    return run.exit() == 0 && !run.out().isEmpty()
        ? Optional.of(Secret.of(run.out()))
        : Optional.empty();
  }

  @Override
  public void remove(String name) throws InterruptedException {
    KeychainProgram.Run _ = program.run("", words("clear", name));
  }
}
