package stentor.aws.credentials;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;

/**
 * Sessions of roles that this process has. They are nowhere else, and end with it. Safe for all
 * threads.
 */
final class Sessions {

  /** A call takes its time too. */
  private static final Duration TOO_SHORT = Duration.ofSeconds(15);

  private final Clock clock;
  private final Map<Route, AwsSessionCredentials> sessions = new ConcurrentHashMap<>();
  private final Map<Route, AwsCredentialsProvider> others = new ConcurrentHashMap<>();
  private final Map<Optional<String>, Instant> renewals = new ConcurrentHashMap<>();
  private final ReentrantLock signingIn = new ReentrantLock();

  Sessions(Clock clock) {
    this.clock = clock;
  }

  /** The session of this route, if there is one that lasts. */
  Optional<AwsSessionCredentials> of(Route route) {
    return Optional.ofNullable(sessions.get(route))
        .filter(
            session ->
                session
                    .expirationTime()
                    .filter(end -> !clock.instant().plus(TOO_SHORT).isBefore(end))
                    .isEmpty());
  }

  AwsSessionCredentials keep(Route route, AwsSessionCredentials session) {
    sessions.put(route, session);
    return session;
  }

  /** The SDK's own way to a profile's credentials, which keeps them for as long as they last. */
  AwsCredentialsProvider other(Route.Other route) {
    return others.computeIfAbsent(
        route,
        unmade ->
            ProfileCredentialsProvider.builder()
                .profileFile(route.files())
                .profileName(route.profile())
                .build());
  }

  void forget(Route route) {
    sessions.remove(route);
    others.remove(route);
  }

  /** When credentials of this profile were renewed last. */
  Instant renewedAt(Optional<String> profile) {
    return renewals.getOrDefault(profile, Instant.MIN);
  }

  void renewed(Optional<String> profile) {
    renewals.put(profile, clock.instant());
  }

  /** Held by whoever asks the person, so that nobody is asked twice for the same. */
  ReentrantLock signingIn() {
    return signingIn;
  }
}
