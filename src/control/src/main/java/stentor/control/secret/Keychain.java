package stentor.control.secret;

import java.util.Optional;

/**
 * The keychain of the system. Implementations say nothing secret on a command line. Safe for all
 * threads.
 */
interface Keychain {

  /** Whether it answers now. May take some seconds. */
  boolean answers() throws InterruptedException;

  /**
   * Keeps a secret in the place of what was there.
   *
   * @throws stentor.control.problem.ControlException with {@link
   *     stentor.control.problem.KeysProblem.KeychainFailed}
   */
  void put(String name, Secret secret) throws InterruptedException;

  /** The secret; empty where it has none of this name, or does not open. */
  Optional<Secret> get(String name) throws InterruptedException;

  /** Forgets the secret, if it has it. */
  void remove(String name) throws InterruptedException;
}
