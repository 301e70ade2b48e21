package stentor.app.signin;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import stentor.app.async.UiThread;
import stentor.control.cloud.SignIn;
import stentor.speech.problem.Problem;

/**
 * Asks for new credentials in the window, as long as a change goes on that needs them. Who needs
 * them for a look only is not worth a question: that look fails and says why. One question at a
 * time: all who ask meanwhile get its answer.
 *
 * <p>{@link #ask} may be called on any thread, all else on the window's.
 */
public final class WindowSignIn implements SignIn {

  private final UiThread ui;
  private final BooleanSupplier changing;
  private final ReadOnlyObjectWrapper<Optional<Question>> question =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<Pending> pending = Optional.empty();

  /**
   * What somebody is asked.
   *
   * @param problem why the credentials there are do not serve
   * @param round how often it was asked for this change, from 1
   */
  public record Question(Problem problem, int round) {}

  private record Pending(CompletableFuture<Answer> answer) {}

  /**
   * Makes one, which asks nothing yet.
   *
   * @param changing whether a change goes on; asked on any thread
   */
  public WindowSignIn(UiThread ui, BooleanSupplier changing) {
    this.ui = ui;
    this.changing = changing;
  }

  /** What is asked now; absent for nothing. */
  public ReadOnlyObjectProperty<Optional<Question>> questionProperty() {
    return question.getReadOnlyProperty();
  }

  @Override
  public Answer ask(Problem problem, int round) throws InterruptedException {
    if (!changing.getAsBoolean()) {
      return Answer.GIVE_UP;
    }
    Pending mine = joined(problem, round);
    try {
      return mine.answer().get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException cancelled) {
      // The change is cancelled: nobody waits for an answer any more.
      settle(mine, Answer.GIVE_UP);
      throw cancelled;
    }
  }

  private synchronized Pending joined(Problem problem, int round) {
    if (pending.isEmpty()) {
      pending = Optional.of(new Pending(new CompletableFuture<>()));
      ui.run(() -> question.set(Optional.of(new Question(problem, round))));
    }
    return pending.get();
  }

  private void settle(Pending settled, Answer answer) {
    synchronized (this) {
      if (!pending.equals(Optional.of(settled))) {
        return;
      }
      pending = Optional.empty();
      // Within the lock: a question that comes next is not taken away by the end of this one.
      ui.run(() -> question.set(Optional.empty()));
    }
    boolean _ = settled.answer().complete(answer);
  }

  private void answer(Answer answer) {
    Optional<Pending> asked;
    synchronized (this) {
      asked = pending;
    }
    asked.ifPresent(one -> settle(one, answer));
  }

  /** There may be new credentials: the change goes on with them. */
  public void goOn() {
    answer(Answer.AGAIN);
  }

  /** The change shall end; it can be gone on with later. */
  public void stop() {
    answer(Answer.GIVE_UP);
  }
}
