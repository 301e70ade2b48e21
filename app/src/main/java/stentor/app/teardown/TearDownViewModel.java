package stentor.app.teardown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import stentor.app.async.Ending;
import stentor.app.async.TaskRunner;
import stentor.app.change.OngoingChanges;
import stentor.app.environment.Place;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.text.Messages;
import stentor.control.Environments;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.ReceiptDocument.Made;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.ProcessStatus;
import stentor.protocol.environment.StatusDocument.ServedModelStatus;
import stentor.speech.problem.Problem;

/**
 * What taking an environment down means. It is begun once its name was typed. Used on the window's
 * thread.
 */
public final class TearDownViewModel {

  private final EnvironmentName name;
  private final Environments environments;
  private final TaskRunner tasks;
  private final OngoingChanges changes;
  private final Navigator navigator;
  private final Messages messages;
  private final StringProperty typed = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new Looking());
  private final BooleanBinding confirmed;

  /** What is known of what would be removed. */
  public sealed interface State permits Looking, Known, Unknown, Absent {}

  /** It is being looked up. */
  public record Looking() implements State {}

  /**
   * What would be removed and what would stay.
   *
   * @param removed each in one line
   * @param warning what somebody may not want; absent where there is nothing
   * @param stays each in one line
   * @param place where it is
   */
  public record Known(List<Line> removed, Optional<String> warning, List<Line> stays, Place place)
      implements State {

    /** Copies the lists. */
    public Known {
      removed = List.copyOf(removed);
      stays = List.copyOf(stays);
    }
  }

  /** It could not be looked up; it can be taken down all the same. */
  public record Unknown(Problem problem) implements State {}

  /** There is nothing to be taken down. */
  public record Absent() implements State {}

  /**
   * Something that is removed or stays.
   *
   * @param what in a few words
   * @param meaning what that means
   */
  public record Line(String what, String meaning) {}

  private record Found(StatusDocument status, Place place, boolean there, Jobs jobs) {}

  /** What it has made on a cloud, and the jobs that have not ended. */
  private record Jobs(List<Made> made, long unfinished) {}

  /** Makes one, which knows nothing until {@link #look()}. */
  public TearDownViewModel(
      EnvironmentName name,
      Environments environments,
      TaskRunner tasks,
      OngoingChanges changes,
      Navigator navigator,
      Messages messages) {
    this.name = name;
    this.environments = environments;
    this.tasks = tasks;
    this.changes = changes;
    this.navigator = navigator;
    this.messages = messages;
    this.confirmed =
        Bindings.createBooleanBinding(
            () ->
                typed.get().strip().equals(name.value())
                    && (state.get() instanceof Known || state.get() instanceof Unknown),
            typed,
            state);
  }

  /** The environment. */
  public EnvironmentName name() {
    return name;
  }

  /** What was typed to confirm. */
  public StringProperty typedProperty() {
    return typed;
  }

  /** What is known. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Whether the name was typed, and there is something to be taken down. */
  public BooleanBinding confirmedBinding() {
    return confirmed;
  }

  /** Looks up what would be removed. */
  public void look() {
    state.set(new Looking());
    var _ =
        tasks.quietly(
            messages.text("teardown.task.look", name),
            report -> found(),
            Ending.of(
                found -> state.set(found.there() ? known(found) : new Absent()),
                problem -> state.set(new Unknown(problem))));
  }

  private Found found() throws InterruptedException {
    Optional<EnvironmentDocument> wanted = environments.wanted(name);
    return new Found(
        environments.look(name),
        Place.of(wanted.map(EnvironmentDocument::platform)),
        wanted.isPresent(),
        new Jobs(environments.made(name), environments.unfinishedJobs(name)));
  }

  private Known known(Found found) {
    Optional<String> warning =
        found.jobs().unfinished() > 0
            ? Optional.of(messages.count("teardown.unfinished", found.jobs().unfinished()))
            : Optional.empty();
    List<Line> removed =
        found.place().isCloud()
            ? new CloudRemoval(messages)
                .lines(found.place(), found.jobs().made(), found.status().cost())
            : removedHere(found.status());
    return new Known(
        removed,
        warning,
        List.of(
            line(messages.text("teardown.history"), messages.text("teardown.history.text")),
            line(messages.text("teardown.files"), messages.text("teardown.files.text")),
            line(messages.text("teardown.logs"), messages.text("teardown.logs.text"))),
        found.place());
  }

  private List<Line> removedHere(StatusDocument status) {
    List<Line> removed = new ArrayList<>();
    long processes = status.processes().size();
    if (processes > 0) {
      removed.add(
          line(
              messages.count("teardown.processes", processes),
              messages.text("teardown.processes.text", roles(status.processes()))));
    }
    if (!status.models().isEmpty()) {
      removed.add(
          line(
              messages.count("teardown.models", status.models().size()),
              messages.text(
                  "teardown.models.text",
                  String.join(
                      ", ", status.models().stream().map(ServedModelStatus::id).toList()))));
    }
    removed.add(line(messages.text("teardown.jobs"), messages.text("teardown.jobs.text")));
    removed.add(line(messages.text("teardown.address"), messages.text("teardown.address.text")));
    return removed;
  }

  private static Line line(String what, String meaning) {
    return new Line(what, meaning);
  }

  private String roles(List<ProcessStatus> processes) {
    long workers = processes.stream().filter(one -> one.role().equals("worker")).count();
    return workers == 0
        ? messages.text("teardown.roles.none")
        : messages.count("teardown.roles", workers);
  }

  /** Takes it down, if its name was typed, and goes to where that can be followed. */
  public void tearDown() {
    if (confirmed.get()) {
      changes.down(name);
      navigator.replace(new Screen.Change(name));
    }
  }

  /** Goes back; nothing was changed. */
  public void back() {
    navigator.back();
  }
}
