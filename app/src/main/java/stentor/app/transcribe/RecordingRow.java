package stentor.app.transcribe;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import stentor.app.async.RunningTask;
import stentor.speech.problem.Problem;

/** One recording of the list. Used on the window's thread. */
public final class RecordingRow {

  private final Path file;
  private final ReadOnlyObjectWrapper<RecordingState> state =
      new ReadOnlyObjectWrapper<>(new RecordingState.Waiting());
  private final ReadOnlyObjectWrapper<Optional<ReferenceScore>> score =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<RunningTask> task = Optional.empty();
  private Optional<String> kept = Optional.empty();

  RecordingRow(Path file) {
    this.file = file;
  }

  /** The recording. */
  public Path file() {
    return file;
  }

  /** Its name. */
  public String name() {
    return Transcribed.nameOf(file);
  }

  /** Where it is on its way. */
  public ReadOnlyObjectProperty<RecordingState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Where it is on its way. */
  public RecordingState state() {
    return state.get();
  }

  /** Its transcript; absent until there is one. */
  public Optional<Transcribed> result() {
    return state.get() instanceof RecordingState.Done(Transcribed result)
        ? Optional.of(result)
        : Optional.empty();
  }

  /** Why there is none; absent unless it failed. */
  public Optional<Problem> problem() {
    return state.get() instanceof RecordingState.Failed(Problem problem)
        ? Optional.of(problem)
        : Optional.empty();
  }

  /** How far it is from the right text; absent where that is not known. */
  ReadOnlyObjectProperty<Optional<ReferenceScore>> scoreProperty() {
    return score.getReadOnlyProperty();
  }

  void score(Optional<ReferenceScore> now) {
    score.set(now);
  }

  /** How its transcript is called where it is kept. */
  Optional<String> kept() {
    return kept;
  }

  void keptAs(String name) {
    kept = Optional.of(name);
  }

  void become(RecordingState next) {
    state.set(next);
  }

  void run(RunningTask running) {
    task = Optional.of(running);
  }

  /** Gives up what runs for it. */
  void stop() {
    task.ifPresent(RunningTask::cancel);
    task = Optional.empty();
  }
}
