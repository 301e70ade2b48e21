package stentor.app.launch;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import stentor.app.async.Ending;
import stentor.app.async.TaskRunner;
import stentor.app.environment.Place;
import stentor.app.text.Messages;
import stentor.control.secret.AccessKey;
import stentor.control.secret.AccessKeys;
import stentor.control.secret.Keeping;
import stentor.control.secret.KeptKey;
import stentor.control.secret.Secret;
import stentor.protocol.environment.CloudIdentity;
import stentor.speech.problem.Problem;

/**
 * As whom a cloud is asked, and the access keys that are kept for it. Used on the window's thread.
 */
public final class CloudAccess {

  private final Door door;
  private final TaskRunner tasks;
  private final Messages messages;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Unasked());
  private final ReadOnlyObjectWrapper<Optional<Keeping>> best =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private int asked;

  /** What is behind it. Called on any thread. */
  public interface Door {

    /** Asks a cloud who we are; the person may be asked to sign in. */
    CloudIdentity whoAmI(String platform, Optional<String> profile) throws InterruptedException;

    /** The place for access keys that needs no passphrase; empty where there is none. */
    Optional<Keeping> best() throws InterruptedException;

    /** Names of all access keys that are kept. */
    List<String> kept() throws InterruptedException;

    /** Keeps access keys. */
    KeptKey keep(String name, AccessKey key, Keeping where, Optional<Secret> passphrase)
        throws InterruptedException;
  }

  /** What is known of who we are. */
  public sealed interface State {
    /** Nobody has asked yet. */
    record Unasked() implements State {}

    /** It is being asked. */
    record Asking() implements State {}

    /** This is who we are. */
    record Known(CloudIdentity identity) implements State {}

    /** It is not known, and why. */
    record Failed(Problem problem) implements State {}

    /** Access keys are kept there now. */
    record Kept(KeptKey keys) implements State {}
  }

  /** One that has asked nothing yet. */
  public CloudAccess(Door door, TaskRunner tasks, Messages messages) {
    this.door = door;
    this.tasks = tasks;
    this.messages = messages;
  }

  /** What is known. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Where access keys would be kept without a passphrase; absent: a passphrase is needed. */
  public ReadOnlyObjectProperty<Optional<Keeping>> bestProperty() {
    return best.getReadOnlyProperty();
  }

  /** Asks who we are there. */
  public void check(Place place, Optional<String> profile) {
    int mine = begun();
    var _ =
        tasks.quietly(
            messages.text("launch.task.whoami"),
            report -> door.whoAmI(place.platform(), profile),
            Ending.of(
                identity -> end(mine, new State.Known(identity)),
                problem -> end(mine, new State.Failed(problem))));
  }

  /** Something else is chosen: what is known does not hold for it. */
  void forget() {
    asked++;
    state.set(new State.Unasked());
  }

  private int begun() {
    asked++;
    state.set(new State.Asking());
    return asked;
  }

  private void end(int mine, State ended) {
    if (mine == asked) {
      state.set(ended);
    }
  }

  /** Finds out where access keys would be kept. */
  void lookForPlace() {
    var _ =
        tasks.quietly(
            messages.text("launch.task.keychain"),
            report -> door.best(),
            Ending.of(best::set, problem -> best.set(Optional.empty())));
  }

  /** Whether access keys can be kept under that name, with what was typed. */
  static boolean isComplete(String name, String id, String secret) {
    return AccessKeys.isName(name.strip()) && !id.isBlank() && !secret.isBlank();
  }

  /**
   * Keeps access keys: in the keychain, else in a file that the passphrase opens, and without one
   * until the app is closed.
   */
  void keep(String name, String id, String secret, String passphrase, Runnable kept) {
    Keeping where = best.get().orElse(passphrase.isBlank() ? Keeping.MEMORY : Keeping.FILE);
    AccessKey key = new AccessKey(Secret.of(id.strip()), Secret.of(secret.strip()));
    int mine = begun();
    var _ =
        tasks.quietly(
            messages.text("launch.task.keep"),
            report ->
                door.keep(
                    name.strip(),
                    key,
                    where,
                    where == Keeping.FILE ? Optional.of(Secret.of(passphrase)) : Optional.empty()),
            Ending.of(
                one -> {
                  // They are chosen first: what was known of others is forgotten by that.
                  kept.run();
                  state.set(new State.Kept(one));
                },
                problem -> end(mine, new State.Failed(problem))));
  }
}
