package stentor.app.transcribe;

import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import stentor.app.async.Ending;
import stentor.app.async.TaskRunner;
import stentor.app.text.Messages;

/** A transcript that was kept. Used on the window's thread. */
public final class KeptViewModel {

  private final TranscriptViewModel transcript;
  private final TaskRunner tasks;
  private final Messages messages;
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  /** Reads a transcript that was kept. Blocks; throws a problem where it cannot be read. */
  @FunctionalInterface
  public interface Source {

    /** The transcript; absent where it is not kept any more. */
    Optional<Transcribed> read() throws InterruptedException;
  }

  /** One that shows nothing yet. */
  public KeptViewModel(TranscriptViewModel transcript, TaskRunner tasks, Messages messages) {
    this.transcript = transcript;
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

  /** Shows this one. */
  public void open(Source source) {
    problem.set("");
    var _ =
        tasks.quietly(
            messages.text("transcribe.task.kept"),
            report -> source.read(),
            Ending.<Optional<Transcribed>>of(
                read -> {
                  problem.set(read.isPresent() ? "" : messages.text("transcribe.kept.gone"));
                  transcript.show(read);
                },
                failed -> {
                  transcript.show(Optional.empty());
                  problem.set(failed.sentence());
                }));
  }
}
