package stentor.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.aws.problem.CloudException;
import stentor.aws.stack.StackView;
import stentor.aws.teardown.Sweep;
import stentor.protocol.environment.ReceiptDocument.Gone;

/**
 * Tells of what an environment made whether it is gone, and how that is known: by its stack, which
 * has to be deleted, and by the service that was asked for its kind, which has to have answered.
 * What neither tells is not gone. Used by one thread.
 */
final class Endings {

  private final Account account;
  private final Sweep.Result swept;
  private final String at;
  private final Map<String, Boolean> deleted = new HashMap<>();

  /**
   * What can be told after a sweep.
   *
   * @param at when the sweep ended
   */
  Endings(Account account, Sweep.Result swept, String at) {
    this.account = account;
    this.swept = swept;
    this.at = at;
  }

  /** That it is gone, with the proof; absent where that was not found. */
  Optional<Gone> of(Inventory.Entry one) throws InterruptedException {
    Optional<List<String>> found = Optional.ofNullable(swept.found().get(one.kind()));
    if (swept.open().contains(one.kind()) || found.filter(ids -> has(ids, one.id())).isPresent()) {
      return Optional.empty();
    }
    return proof(one, found.isPresent()).map(proof -> new Gone(one.kind(), one.id(), proof));
  }

  /** Some are noted by their ARN and told of by their name, which it ends with. */
  private static boolean has(List<String> ids, String id) {
    return ids.stream().anyMatch(told -> told.equals(id) || id.endsWith(":" + told));
  }

  private Optional<String> proof(Inventory.Entry one, boolean asked) throws InterruptedException {
    if (one.stack().isEmpty()) {
      return asked
          ? Optional.of("its service, asked until %s, does not tell of it".formatted(at))
          : Optional.empty();
    }
    if (!isDeleted(one.stack().get())) {
      return Optional.empty();
    }
    return Optional.of(
        (asked
                ? "its stack is deleted, and its service, asked until %s, does not tell of it"
                : "its stack is deleted, as CloudFormation told after %s; nobody else was asked for"
                    + " it")
            .formatted(at));
  }

  private boolean isDeleted(String stack) throws InterruptedException {
    Boolean known = deleted.get(stack);
    if (known == null) {
      known = ask(stack);
      deleted.put(stack, known);
    }
    return known;
  }

  /** CloudFormation tells of a stack that was deleted for some months, then not any more. */
  private boolean ask(String stack) throws InterruptedException {
    try {
      return account
          .stacks()
          .find(stack)
          .filter(view -> view.condition() != StackView.Condition.GONE)
          .isEmpty();
    } catch (CloudException unanswered) {
      // It proves nothing; that the service does not answer stands among the questions.
      return false;
    }
  }
}
