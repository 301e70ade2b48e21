package stentor.aws.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import stentor.aws.problem.CallProblem;
import stentor.aws.problem.CloudException;

/**
 * How an answer that comes in pages is read to its end.
 *
 * @param <P> a page
 * @param ask asks for the page with this token, or for the first one
 * @param next the token of the page after a page
 */
public record Pages<P>(Function<Optional<String>, P> ask, Function<P, @Nullable String> next) {

  /** More than any account has of anything that is asked for; beyond it the answer is no answer. */
  private static final int MOST = 1_000;

  /**
   * All that is on them.
   *
   * @param action what is asked, as policies write it
   * @param items what is on a page
   * @throws CloudException if it is refused
   */
  public <T> List<T> all(Calls calls, String action, Function<P, List<T>> items)
      throws InterruptedException {
    try {
      return read(calls, action, items);
    } catch (AwsServiceException refused) {
      throw Calls.unexpected(action, refused);
    }
  }

  /**
   * The same; nothing where what is asked about is not there.
   *
   * @param absent the code that says so
   */
  public <T> List<T> allOrNone(
      Calls calls, String action, Function<P, List<T>> items, String absent)
      throws InterruptedException {
    try {
      return read(calls, action, items);
    } catch (AwsServiceException refused) {
      if (Calls.code(refused).equals(absent)) {
        return List.of();
      }
      throw Calls.unexpected(action, refused);
    }
  }

  private <T> List<T> read(Calls calls, String action, Function<P, List<T>> items)
      throws InterruptedException {
    List<T> found = new ArrayList<>();
    Optional<String> token = Optional.empty();
    for (int page = 1; page <= MOST; page++) {
      Optional<String> from = token;
      P answer = calls.ask(action, () -> ask.apply(from));
      found.addAll(items.apply(answer));
      token = Optional.ofNullable(next.apply(answer)).filter(one -> !one.isEmpty());
      if (token.isEmpty()) {
        return found;
      }
    }
    throw new CloudException(new CallProblem.Incomplete(action, "an end of its pages"));
  }
}
