package stentor.control.cloud;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import stentor.control.secret.Secret;
import stentor.speech.problem.Problem;

/**
 * How a person is asked for new credentials in the midst of an operation. Called by one thread at a
 * time; others that need credentials wait meanwhile.
 */
@FunctionalInterface
public interface SignIn {

  /** What the person has decided. */
  enum Answer {
    /** There may be new credentials: they are looked for again. */
    AGAIN,
    /** The operation shall end; it can be gone on with later. */
    GIVE_UP
  }

  /**
   * Asks, and returns when there may be new ones.
   *
   * @param problem why those there are do not serve
   * @param round how often it was asked for this operation, from 1
   */
  Answer ask(Problem problem, int round) throws InterruptedException;

  /** What a person alone knows. */
  sealed interface Question {

    /**
     * The code that a device of the second factor shows now.
     *
     * @param device serial number or ARN of the device
     * @param profile for which profile it is
     */
    record Code(String device, String profile) implements Question {}

    /**
     * The passphrase that access keys are encrypted with.
     *
     * @param profile name of the keys
     */
    record Passphrase(String profile) implements Question {}
  }

  /**
   * Asks for it.
   *
   * @param round how often it was asked in a row, from 1; what was said before was not taken
   * @return what the person says; empty where the operation shall end, or nobody can be asked
   */
  default Optional<Secret> secret(Question question, int round) throws InterruptedException {
    return Optional.empty();
  }

  /**
   * A page of IAM Identity Center on which the person lets this program in (RFC 8628).
   *
   * @param page the page
   * @param code what is to be compared there, or written down
   * @param direct the page with the code filled in
   * @param until when the code ends
   */
  record DevicePage(URI page, String code, URI direct, Instant until) {}

  /** A page that is shown until it is closed. */
  interface Shown extends AutoCloseable {

    /** Whether the person does not want to be let in any more. */
    boolean isStopped();

    @Override
    void close();
  }

  /**
   * Shows the page.
   *
   * @return what is shown; empty where nobody can see it
   */
  default Optional<Shown> show(DevicePage page) throws InterruptedException {
    return Optional.empty();
  }
}
