package stentor.aws.credentials;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import stentor.aws.call.Calls;
import stentor.aws.problem.AccessProblem;
import stentor.aws.problem.CloudException;
import stentor.control.cloud.SignIn;

/**
 * Has a person asked for new credentials, once for all threads whose credentials ended together.
 * Safe for all threads.
 */
public final class Renewal implements Calls.Renewal {

  private final CredentialSource source;
  private final SignIn signIn;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private Instant renewedAt = Instant.MIN;
  private int rounds;

  /** Asks by this dialogue. */
  public Renewal(CredentialSource source, SignIn signIn, Clock clock) {
    this.source = source;
    this.signIn = signIn;
    this.clock = clock;
  }

  @Override
  public void renew(AccessProblem problem, Instant failedAt) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (failedAt.isBefore(renewedAt)) {
        // Another thread's credentials ended too, and it has got new ones meanwhile.
        return;
      }
      rounds++;
      switch (signIn.ask(problem, rounds)) {
        case AGAIN -> {
          source.forget();
          renewedAt = clock.instant();
        }
        case GIVE_UP -> throw new CloudException(problem);
      }
    } finally {
      lock.unlock();
    }
  }
}
