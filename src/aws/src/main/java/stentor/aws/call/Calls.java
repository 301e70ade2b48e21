package stentor.aws.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import stentor.aws.problem.AccessProblem;
import stentor.aws.problem.CallProblem;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.SignInProblem;
import stentor.control.plan.Pause;

/**
 * Asks AWS, and waits out what passes by itself: throttling, cut networks, errors on its side.
 * Where the credentials have ended, it has the person asked for new ones and goes on. Safe for all
 * threads.
 *
 * <p>Between two attempts it waits for a random time up to a limit that doubles each time ("full
 * jitter": M. Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015).
 */
public final class Calls {

  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration MOST_WAIT = Duration.ofSeconds(20);
  private static final int MOST_DOUBLINGS = 6;

  /** Codes of credentials that were good once (IAM, "Common errors"). */
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");

  private static final Set<String> REJECTED =
      Set.of(
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "AuthFailure",
          "IncompleteSignature",
          "MissingAuthenticationToken");

  private static final Set<String> SKEWED =
      Set.of("RequestTimeTooSkewed", "RequestInTheFuture", "InvalidSignatureTime");

  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "UnauthorizedOperation",
          "UnauthorizedException",
          "AuthorizationError",
          "AuthorizationErrorException");

  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;
  private final Duration patience;
  private final Renewal renewal;
  private final Watcher watcher;

  /** Gets new credentials. */
  @FunctionalInterface
  public interface Renewal {
    /**
     * Asks for new ones, once for all threads whose credentials ended.
     *
     * @throws CloudException if there are none
     */
    void renew(AccessProblem problem, Instant failedAt) throws InterruptedException;
  }

  /** Hears of waits that a person should know of. */
  public interface Watcher {
    /** AWS cannot be reached since then; it is tried on. */
    void unreachable(Instant since, String reason);

    /** AWS can be reached again. */
    void reachable();
  }

  /**
   * Calls by this clock.
   *
   * @param patience how long what passes by itself may last
   * @param random spreads waits; used by several threads at once
   */
  public Calls(
      Clock clock,
      Pause pause,
      RandomGenerator random,
      Duration patience,
      Renewal renewal,
      Watcher watcher) {
    this.clock = clock;
    this.pause = pause;
    this.random = random;
    this.patience = patience;
    this.renewal = renewal;
    this.watcher = watcher;
  }

  /** The same, which wait for no longer than that for what passes by itself. */
  public Calls waiting(Duration other) {
    return new Calls(clock, pause, random, other, renewal, watcher);
  }

  /** What became of one attempt. */
  private sealed interface Attempt<T> {
    record Answered<T>(T answer) implements Attempt<T> {}

    record Passing<T>(boolean network, String reason, SdkException cause) implements Attempt<T> {}

    record Ended<T>(AccessProblem problem) implements Attempt<T> {}
  }

  /**
   * Asks.
   *
   * @param action what, as policies write it, for example {@code eks:DescribeCluster}
   * @throws CloudException if it is refused, or cannot be had for longer than the patience
   * @throws AwsServiceException with another code, which the caller knows
   */
  public <T> T ask(String action, Supplier<T> call) throws InterruptedException {
    Optional<Instant> failing = Optional.empty();
    boolean told = false;
    for (int attempt = 1; ; attempt++) {
      Instant at = clock.instant();
      switch (attempt(action, call)) {
        case Attempt.Answered<T>(T answer) -> {
          if (told) {
            watcher.reachable();
          }
          return answer;
        }
        case Attempt.Ended<T>(AccessProblem problem) -> {
          renewal.renew(problem, at);
          attempt = 0;
        }
        case Attempt.Passing<T>(boolean network, String reason, SdkException cause) -> {
          Instant since = failing.orElse(at);
          failing = Optional.of(since);
          if (Duration.between(since, at).compareTo(patience) > 0) {
            throw new CloudException(
                network
                    ? new CallProblem.Unreachable(action, since, reason)
                    : new CallProblem.Throttled(action),
                cause);
          }
          if (network && attempt == 3) {
            watcher.unreachable(since, reason);
            told = true;
          }
          pause.take(wait(attempt));
        }
      }
    }
  }

  private Duration wait(int attempt) {
    long limit =
        Math.min(
            FIRST_WAIT.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS), MOST_WAIT.toMillis());
    return Duration.ofMillis(random.nextLong(limit) + 1);
  }

  private <T> Attempt<T> attempt(String action, Supplier<T> call) throws InterruptedException {
    try {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return new Attempt.Answered<>(call.get());
    } catch (CloudException uncredited) {
      if (uncredited.problem() instanceof SignInProblem.Needed needed) {
        return new Attempt.Ended<>(needed);
      }
      throw uncredited;
    } catch (AbortedException aborted) {
      throw (InterruptedException) new InterruptedException().initCause(aborted);
    } catch (AwsServiceException refused) {
      return refused(action, refused);
    } catch (SdkClientException failed) {
      if (Thread.interrupted()) {
        throw (InterruptedException) new InterruptedException().initCause(failed);
      }
      return new Attempt.Passing<>(true, reason(failed), failed);
    }
  }

  /** Why AWS could not be asked, for a person. */
  public static String reason(SdkClientException failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
  }

  private static <T> Attempt<T> refused(String action, AwsServiceException refused) {
    String code = code(refused);
    if (EXPIRED.contains(code)) {
      return new Attempt.Ended<>(new AccessProblem.Expired());
    }
    if (SKEWED.contains(code) || refused.isClockSkewException()) {
      throw new CloudException(new AccessProblem.ClockWrong(Duration.ZERO), refused);
    }
    if (REJECTED.contains(code)) {
      return new Attempt.Ended<>(new AccessProblem.Rejected(code));
    }
    if (DENIED.contains(code)) {
      throw new CloudException(new AccessProblem.Denied(action, said(refused)), refused);
    }
    if (refused.isThrottlingException()) {
      return new Attempt.Passing<>(false, code, refused);
    }
    if (refused.statusCode() >= 500) {
      return new Attempt.Passing<>(true, code, refused);
    }
    throw refused;
  }

  /** The code of an error, empty where it has none. */
  public static String code(AwsServiceException refused) {
    return Optional.ofNullable(refused.awsErrorDetails())
        .flatMap(details -> Optional.ofNullable(details.errorCode()))
        .orElse("");
  }

  /** What AWS said of an error, for a person. */
  public static String said(AwsServiceException refused) {
    return Optional.ofNullable(refused.awsErrorDetails())
        .flatMap(details -> Optional.ofNullable(details.errorMessage()))
        .orElse("");
  }

  /** An error with a code that nobody here knows, as a problem. */
  public static CloudException unexpected(String action, AwsServiceException refused) {
    return new CloudException(
        new CallProblem.Refused(action, code(refused), said(refused)), refused);
  }

  /**
   * Asks, where no error with a code of its own is expected.
   *
   * @throws CloudException if it is refused, for whatever reason
   */
  public <T> T require(String action, Supplier<T> call) throws InterruptedException {
    try {
      return ask(action, call);
    } catch (AwsServiceException refused) {
      throw unexpected(action, refused);
    }
  }
}
