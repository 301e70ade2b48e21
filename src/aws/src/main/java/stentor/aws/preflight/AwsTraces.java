package stentor.aws.preflight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.Tag;
import stentor.aws.Account;
import stentor.aws.call.Calls;
import stentor.aws.stack.Owner;
import stentor.aws.stack.StackView;
import stentor.aws.teardown.AccountRoles;
import stentor.aws.teardown.Leftovers;
import stentor.aws.teardown.Sweep;
import stentor.protocol.environment.ReceiptDocument.Left;

/** Asks AWS what is there with the names and tags of an environment. */
public final class AwsTraces implements EarlierCheck.Traces {

  private static final int MOVED = 301;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final Account account;
  private final Owner owner;

  /**
   * Those of an environment.
   *
   * @param owner names it; its incarnation does not count
   */
  public AwsTraces(Account account, Owner owner) {
    this.account = account;
    this.owner = owner;
  }

  @Override
  public Map<String, String> stacks(String prefix) throws InterruptedException {
    Map<String, String> found = new HashMap<>();
    for (StackView stack : account.stacks().all(prefix)) {
      if (stack.condition() != StackView.Condition.GONE) {
        found.put(stack.name(), stack.tags().getOrDefault(Owner.OWNER, ""));
      }
    }
    return found;
  }

  /** Where nobody has one the answer is 404; 301 and 403 tell of one that is somebody else's. */
  @Override
  public boolean hasBucket(String name) throws InterruptedException {
    String action = "s3:ListBucket";
    try {
      return account
          .calls()
          .ask(
              action,
              () ->
                  account
                      .clients()
                      .s3()
                      .headBucket(request -> request.bucket(name))
                      .sdkHttpResponse()
                      .isSuccessful());
    } catch (AwsServiceException answered) {
      return switch (answered.statusCode()) {
        case NOT_FOUND -> false;
        case MOVED, FORBIDDEN -> true;
        default -> throw Calls.unexpected(action, answered);
      };
    }
  }

  @Override
  public Optional<String> regionOfRole(String name) throws InterruptedException {
    return new AccountRoles(account)
        .find(name)
        .flatMap(
            role ->
                role.tags().stream()
                    .filter(tag -> tag.key().equals(Owner.REGION))
                    .map(Tag::value)
                    .findFirst());
  }

  @Override
  public EarlierCheck.Remains remains() throws InterruptedException {
    Set<String> networks = Set.copyOf(new Leftovers(account, owner).networks());
    Sweep.Result swept = new Sweep(account, owner, networks).ask();
    Map<String, List<String>> found = new HashMap<>();
    for (Left left : swept.left()) {
      if (!swept.open().contains(left.kind())) {
        found.computeIfAbsent(left.kind(), kind -> new ArrayList<>()).add(left.id());
      }
    }
    return new EarlierCheck.Remains(found, swept.open().stream().sorted().toList());
  }
}
