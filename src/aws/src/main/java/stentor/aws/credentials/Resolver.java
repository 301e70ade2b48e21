package stentor.aws.credentials;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import stentor.aws.problem.AccessProblem;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.SignInProblem;
import stentor.control.secret.AccessKey;
import stentor.control.secret.AccessKeys;
import stentor.control.secret.Keeping;
import stentor.control.secret.KeptKey;

/** Gets credentials without asking the person. Safe for all threads. */
record Resolver(
    ProfileFiles files,
    AccessKeys keys,
    RoleSessions roles,
    CenterSessions centers,
    Sessions sessions) {

  /**
   * The credentials of a route.
   *
   * @throws CloudException with {@link SignInProblem} where there are none without the person, with
   *     another {@link AccessProblem} where there are none at all
   */
  AwsCredentials resolve(Route route) {
    return switch (route) {
      case Route.Keys(var _, AwsCredentials keys) -> keys;
      case Route.Role role -> session(role);
      case Route.CenterRole role -> session(role);
      case Route.Kept(String profile, KeptKey known) -> kept(profile, known);
      case Route.Other other -> other(other);
    };
  }

  private AwsCredentials kept(String name, KeptKey known) {
    AccessKey key =
        Uninterrupted.get(() -> keys.key(name))
            .orElseThrow(
                () ->
                    new CloudException(
                        known.kept() == Keeping.FILE
                            ? new SignInProblem.Needed(name, SignInProblem.Way.PASSPHRASE)
                            : new SignInProblem.KeysClosed(name)));
    return AwsBasicCredentials.create(key.id().reveal(), key.secret().reveal());
  }

  private AwsCredentials session(Route.Role role) {
    return sessions
        .of(role)
        .orElseGet(
            () -> {
              if (role.device().isPresent()) {
                throw new CloudException(
                    new SignInProblem.Needed(role.profile(), SignInProblem.Way.CODE));
              }
              return sessions.keep(role, roles.take(role, resolve(role.base()), Optional.empty()));
            });
  }

  private AwsCredentials session(Route.CenterRole role) {
    return sessions.of(role).orElseGet(() -> sessions.keep(role, centers.take(role)));
  }

  private AwsCredentials other(Route.Other other) {
    try {
      return sessions.other(other).resolveCredentials();
    } catch (SdkClientException unusable) {
      throw new CloudException(
          new AccessProblem.ProfileUnusable(other.profile(), files.names()), unusable);
    }
  }

  /** Forgets what was got: it is got anew. */
  void forget(Route route) {
    sessions.forget(route);
    if (route instanceof Route.Role role) {
      forget(role.base());
    }
  }
}
