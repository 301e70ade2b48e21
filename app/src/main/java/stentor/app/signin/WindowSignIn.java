package stentor.app.signin;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import stentor.app.async.UiThread;
import stentor.control.cloud.SignIn;
import stentor.control.secret.Secret;
import stentor.speech.problem.Problem;

/**
 * Asks for new credentials in the window, as long as a change goes on that needs them, or somebody
 * wants to sign in. Who needs them for a look only is not worth a question: that look fails and
 * says why. One question at a time: all who ask the same meanwhile get its answer.
 *
 * <p>{@link #ask}, {@link #secret} and {@link #show} may be called on any thread, all else on the
 * window's.
 */
public final class WindowSignIn implements SignIn {

  private final UiThread ui;
  private final BooleanSupplier changing;
  private final AtomicInteger wanted = new AtomicInteger();
  private final ReadOnlyObjectWrapper<Optional<Asked>> asked =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<Pending> pending = Optional.empty();

  /** What somebody is asked. */
  public sealed interface Asked {

    /**
     * To sign in again elsewhere.
     *
     * @param problem why the credentials there are do not serve
     * @param round how often it was asked for this change, from 1
     */
    record Again(Problem problem, int round) implements Asked {}

    /**
     * For what a person alone knows.
     *
     * @param round how often it was asked in a row, from 1
     */
    record Known(Question question, int round) implements Asked {}

    /** To confirm a code on a page. */
    record Confirmed(DevicePage page) implements Asked {}
  }

  private sealed interface Reply {
    record GoOn() implements Reply {}

    record Said(Secret secret) implements Reply {}

    record Stop() implements Reply {}
  }

  private record Pending(Asked asked, CompletableFuture<Reply> reply) {}

  /** Something that a person wants to sign in for. */
  @FunctionalInterface
  public interface Wish<T> {
    /** Does it. */
    T run() throws InterruptedException;
  }

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
  public ReadOnlyObjectProperty<Optional<Asked>> askedProperty() {
    return asked.getReadOnlyProperty();
  }

  /** Does something for which the person wants to be asked. Called on any thread. */
  public <T> T signingIn(Wish<T> wish) throws InterruptedException {
    int _ = wanted.incrementAndGet();
    try {
      return wish.run();
    } finally {
      int _ = wanted.decrementAndGet();
    }
  }

  private boolean isWanted() {
    return wanted.get() > 0 || changing.getAsBoolean();
  }

  @Override
  public Answer ask(Problem problem, int round) throws InterruptedException {
    return reply(new Asked.Again(problem, round)) instanceof Reply.GoOn
        ? Answer.AGAIN
        : Answer.GIVE_UP;
  }

  @Override
  public Optional<Secret> secret(Question question, int round) throws InterruptedException {
    return reply(new Asked.Known(question, round)) instanceof Reply.Said(Secret secret)
        ? Optional.of(secret)
        : Optional.empty();
  }

  @Override
  public Optional<Shown> show(DevicePage page) {
    if (!isWanted()) {
      return Optional.empty();
    }
    Pending mine = joined(new Asked.Confirmed(page));
    return Optional.of(
        new Shown() {
          @Override
          public boolean isStopped() {
            return mine.reply().isDone();
          }

          @Override
          public void close() {
            settle(mine, new Reply.Stop());
          }
        });
  }

  private Reply reply(Asked question) throws InterruptedException {
    if (!isWanted()) {
      return new Reply.Stop();
    }
    Pending mine = joined(question);
    try {
      return mine.reply().get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException cancelled) {
      // The change is cancelled: nobody waits for an answer any more.
      settle(mine, new Reply.Stop());
      throw cancelled;
    }
  }

  /** Whoever asks something else than what is asked now takes its place: that has been given up. */
  private Pending joined(Asked question) {
    Optional<Pending> before;
    Pending now;
    synchronized (this) {
      before = pending.filter(one -> !one.asked().getClass().equals(question.getClass()));
      if (pending.isPresent() && before.isEmpty()) {
        return pending.get();
      }
      now = new Pending(question, new CompletableFuture<>());
      pending = Optional.of(now);
      ui.run(() -> asked.set(Optional.of(question)));
    }
    before.ifPresent(one -> one.reply().complete(new Reply.Stop()));
    return now;
  }

  private void settle(Pending settled, Reply reply) {
    synchronized (this) {
      if (!pending.equals(Optional.of(settled))) {
        return;
      }
      pending = Optional.empty();
      // Within the lock: a question that comes next is not taken away by the end of this one.
      ui.run(() -> asked.set(Optional.empty()));
    }
    boolean _ = settled.reply().complete(reply);
  }

  private void reply(Reply reply) {
    Optional<Pending> open;
    synchronized (this) {
      open = pending;
    }
    open.ifPresent(one -> settle(one, reply));
  }

  /** There may be new credentials: the change goes on with them. */
  public void goOn() {
    reply(new Reply.GoOn());
  }

  /** This is what the person knows. */
  public void say(String text) {
    reply(new Reply.Said(Secret.of(text)));
  }

  /** The change shall end; it can be gone on with later. */
  public void stop() {
    reply(new Reply.Stop());
  }
}
