package stentor.aws.teardown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import stentor.aws.Account;
import stentor.aws.call.Calls;
import stentor.aws.problem.CloudException;
import stentor.aws.stack.Owner;
import stentor.protocol.environment.ReceiptDocument.Checked;
import stentor.protocol.environment.ReceiptDocument.Left;

/**
 * Asks every service that an environment uses whether anything of it is left: by its names, by its
 * tag and by its networks. A service that does not answer leaves a question open, which counts as
 * something left.
 */
public final class Sweep {

  private final Account account;
  private final List<Question> questions = new ArrayList<>();

  /**
   * A sweep for this environment.
   *
   * @param networks ids of the networks that it had
   */
  public Sweep(Account account, Owner owner, Set<String> networks) {
    this.account = account;
    questions.addAll(new NamedQuestions(account, owner).all());
    questions.addAll(new TaggedQuestions(account, owner, networks).all());
  }

  /**
   * What came of it.
   *
   * @param checked the questions and their answers
   * @param left what was found, and a line for each question that is open
   * @param found what is there, by the kind under which environments note what they make; a kind
   *     that was asked for and of which nothing is there has an empty list
   * @param open such kinds of what nothing was answered for
   */
  public record Result(
      List<Checked> checked, List<Left> left, Map<String, List<String>> found, Set<String> open) {

    /** Copies the collections. */
    public Result {
      checked = List.copyOf(checked);
      left = List.copyOf(left);
      found = Map.copyOf(found);
      open = Set.copyOf(open);
    }
  }

  private final List<Checked> checked = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private final Map<String, List<String>> told = new LinkedHashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  /** Asks all of it. */
  public Result ask() throws InterruptedException {
    checked.clear();
    left.clear();
    told.clear();
    open.clear();
    for (Question question : questions) {
      ask(question);
    }
    return new Result(checked, left, told, open);
  }

  private void ask(Question question) throws InterruptedException {
    String kind = question.kind();
    String answer;
    try {
      List<String> found = question.search().found();
      found.forEach(id -> left.add(new Left(kind, id, "it is still there")));
      told.put(question.type(), found);
      answer = found.isEmpty() ? "no" : "yes: " + String.join(", ", found);
    } catch (CloudException refused) {
      answer = "unknown: " + refused.problem().what();
      open.add(question.type());
      left.add(new Left(kind, "unknown", refused.problem().what()));
    } catch (AwsServiceException refused) {
      answer = "unknown: " + Calls.code(refused);
      open.add(question.type());
      left.add(new Left(kind, "unknown", Calls.said(refused)));
    }
    checked.add(new Checked(question.text(), answer, account.clock().instant()));
  }
}
