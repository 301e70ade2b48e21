package stentor.control.secret;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the keychain of the system. On Windows none is used yet: there is the encrypted file. */
final class Keychains {

  private Keychains() {}

  /**
   * The keychain, if its program is there; whether it answers is another question.
   *
   * @param system name of the system, as Java has it
   * @param variables environment variables, of which the search path is one
   */
  static Optional<Keychain> of(String system, Map<String, String> variables) {
    String name = system.toLowerCase(Locale.ROOT);
    String searchPath = variables.getOrDefault("PATH", "");
    if (name.startsWith("mac")) {
      return KeychainProgram.find("security", searchPath).map(MacKeychain::new);
    }
    return name.startsWith("linux")
        ? KeychainProgram.find("secret-tool", searchPath).map(SecretService::new)
        : Optional.empty();
  }
}
