package stentor.app.transcribe;

import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import stentor.app.async.Ending;
import stentor.app.async.RunningTask;
import stentor.app.async.TaskRunner;
import stentor.app.text.Messages;
import stentor.speech.problem.Problem;

/** A transcript that was kept. Used on the window's thread. */
public final class KeptViewModel {

  private final TranscriptViewModel transcript;
  private final Source source;
  private final TaskRunner tasks;
  private final Messages messages;
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private Optional<RunningTask> reading = Optional.empty();
  private boolean open;

  /** Reads a transcript that was kept. Blocks; throws a problem where it cannot be read. */
  @FunctionalInterface
  public interface Source {

    /** The transcript; absent where it is not kept any more. */
    Optional<Transcribed> read() throws InterruptedException;
  }

  /** One that shows nothing until {@link #open()}. */
  public KeptViewModel(
      TranscriptViewModel transcript, Source source, TaskRunner tasks, Messages messages) {
    this.transcript = transcript;
    this.source = source;
    this.tasks = tasks;
    this.messages = messages;
  }

  /** The transcript. */
  public TranscriptViewModel transcript() {
    return transcript;
  }

  /** Why there is none; empty where there is. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Reads it and shows it, with its audio. */
  void open() {
    open = true;
    problem.set("");
    reading =
        Optional.of(
            tasks.quietly(
                messages.text("transcribe.task.kept"),
                report -> source.read(),
                Ending.<Optional<Transcribed>>of(this::read, this::failed)));
  }

  /** Nobody looks at it any more: it is silent, and nothing is read or fetched for it. */
  void leave() {
    open = false;
    reading.ifPresent(RunningTask::cancel);
    reading = Optional.empty();
    transcript.show(Optional.empty());
  }

  private void read(Optional<Transcribed> read) {
    if (open) {
      problem.set(read.isPresent() ? "" : messages.text("transcribe.kept.gone"));
      transcript.show(read);
    }
  }

  private void failed(Problem failed) {
    if (open) {
      transcript.show(Optional.empty());
      problem.set(failed.sentence());
    }
  }
}
