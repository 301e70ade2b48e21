package stentor.aws.teardown;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.Role;
import stentor.aws.Account;
import stentor.aws.call.Calls;

/**
 * The roles of an account, which are the same in all regions.
 *
 * @param account the account
 */
public record AccountRoles(Account account) {

  private static final String ACTION = "iam:GetRole";

  /** The role of this name. */
  public Optional<Role> find(String name) throws InterruptedException {
    try {
      return Optional.of(
          account
              .calls()
              .ask(
                  ACTION,
                  () -> account.clients().iam().getRole(request -> request.roleName(name)).role()));
    } catch (AwsServiceException answered) {
      if (Calls.code(answered).equals("NoSuchEntity")) {
        return Optional.empty();
      }
      throw Calls.unexpected(ACTION, answered);
    }
  }
}
