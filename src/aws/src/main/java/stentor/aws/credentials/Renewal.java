package stentor.aws.credentials;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import stentor.aws.call.Calls;
import stentor.aws.problem.AccessProblem;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.SignInProblem;
import stentor.control.cloud.CloudSite;
import stentor.control.cloud.SignIn;

/**
 * Gets new credentials where those there were have ended: by itself where it can, else it has a
 * person asked, once for all threads whose credentials ended together. Safe for all threads.
 */
public final class Renewal implements Calls.Renewal {

  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  /** New credentials that end at once are no reason to get others for ever. */
  private static final Duration BETWEEN_QUIET = Duration.ofMinutes(1);

  private final CredentialSource source;
  private final CloudSite site;
  private int rounds;
  private Instant quietAt = Instant.EPOCH;

  /** Renews those of this source, and asks by the site's dialogue. */
  public Renewal(CredentialSource source, CloudSite site) {
    this.source = source;
    this.site = site;
  }

  @Override
  public void renew(AccessProblem problem, Instant failedAt) throws InterruptedException {
    ReentrantLock lock = source.signingIn();
    lock.lockInterruptibly();
    try {
      if (failedAt.isBefore(source.renewedAt())) {
        // Another thread's credentials ended too, and it has got new ones meanwhile.
        return;
      }
      switch (quietly(problem)) {
        case Quiet.Renewed _ -> {}
        case Quiet.Needed(SignInProblem.Needed needed) -> signIn(needed);
        case Quiet.Same _ -> ask(problem);
      }
      source.renewed();
    } finally {
      lock.unlock();
    }
  }

  /** What came of getting new ones without the person. */
  private sealed interface Quiet {
    record Renewed() implements Quiet {}

    record Needed(SignInProblem.Needed problem) implements Quiet {}

    record Same() implements Quiet {}
  }

  private Quiet quietly(AccessProblem problem) {
    Optional<AwsCredentials> before = Optional.empty();
    if (!(problem instanceof SignInProblem)) {
      before = current();
      source.forget();
    }
    try {
      AwsCredentials now = source.resolveCredentials();
      boolean other = !before.equals(Optional.of(now));
      Instant at = site.clock().instant();
      if (other && Duration.between(quietAt, at).compareTo(BETWEEN_QUIET) > 0) {
        quietAt = at;
        return new Quiet.Renewed();
      }
      return new Quiet.Same();
    } catch (CloudException none) {
      return none.problem() instanceof SignInProblem.Needed needed
          ? new Quiet.Needed(needed)
          : new Quiet.Same();
    } catch (SdkException failed) {
      LOG.info("No new credentials without the person: {}", failed.getClass().getName());
      return new Quiet.Same();
    }
  }

  private Optional<AwsCredentials> current() {
    try {
      return Optional.of(source.resolveCredentials());
    } catch (CloudException | SdkException none) {
      return Optional.empty();
    }
  }

  private void signIn(SignInProblem.Needed needed) throws InterruptedException {
    if (!new PersonalSignIn(source.resolver(), source.devices(), site.signIn())
        .run(source.route())) {
      throw new CloudException(needed);
    }
  }

  private void ask(AccessProblem problem) throws InterruptedException {
    rounds++;
    switch (site.signIn().ask(problem, rounds)) {
      case SignIn.Answer.AGAIN -> source.forget();
      case SignIn.Answer.GIVE_UP -> throw new CloudException(problem);
    }
  }
}
