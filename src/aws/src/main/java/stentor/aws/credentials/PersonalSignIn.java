package stentor.aws.credentials;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import stentor.aws.call.Calls;
import stentor.aws.problem.CallProblem;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.SignInProblem;
import stentor.control.cloud.SignIn;
import stentor.control.secret.Keeping;
import stentor.control.secret.KeptKey;
import stentor.control.secret.Secret;

/** Has the person do what a route needs. */
record PersonalSignIn(Resolver resolver, DeviceSignIn devices, SignIn person) {

  private static final int MOST_TIMES = 3;

  /**
   * Asks what has to be asked.
   *
   * @return whether there are credentials now; false: the person gave up, or nobody can be asked
   * @throws CloudException if AWS does not give them
   */
  boolean run(Route route) throws InterruptedException {
    try {
      return asked(route);
    } catch (AwsServiceException refused) {
      throw Calls.unexpected("sts:AssumeRole", refused);
    } catch (SdkClientException failed) {
      throw new CloudException(
          new CallProblem.Unreachable(
              "sts:AssumeRole", devices.clock().instant(), Calls.reason(failed)),
          failed);
    }
  }

  private boolean asked(Route route) throws InterruptedException {
    return switch (route) {
      case Route.Keys _, Route.Other _ -> true;
      case Route.Kept(String name, KeptKey known) ->
          known.kept() != Keeping.FILE || passphrase(name);
      case Route.CenterRole role -> devices.run(role.profile(), role.center(), person);
      case Route.Role role -> isReady(role.base()) && code(role);
    };
  }

  private boolean isReady(Route base) throws InterruptedException {
    try {
      var _ = resolver.resolve(base);
      return true;
    } catch (CloudException unready) {
      if (unready.problem() instanceof SignInProblem.Needed) {
        return asked(base);
      }
      throw unready;
    }
  }

  private boolean passphrase(String name) throws InterruptedException {
    for (int round = 1; round <= MOST_TIMES; round++) {
      Optional<Secret> said = person.secret(new SignIn.Question.Passphrase(name), round);
      if (said.isEmpty()) {
        return false;
      }
      if (resolver.keys().open(name, said.get()).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private boolean code(Route.Role role) throws InterruptedException {
    if (role.device().isEmpty()) {
      return true;
    }
    for (int round = 1; ; round++) {
      Optional<Secret> code =
          person
              .secret(new SignIn.Question.Code(role.device().get(), role.profile()), round)
              .filter(said -> !said.isBlank());
      if (code.isEmpty()) {
        return false;
      }
      try {
        resolver
            .sessions()
            .keep(role, resolver.roles().take(role, resolver.resolve(role.base()), code));
        return true;
      } catch (CloudException refused) {
        // A code that was mistyped, or was used already, is refused like a role that is not given.
        if (!(refused.problem() instanceof SignInProblem.RoleRefused) || round == MOST_TIMES) {
          throw refused;
        }
      }
    }
  }
}
