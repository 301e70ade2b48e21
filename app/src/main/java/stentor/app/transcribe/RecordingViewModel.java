package stentor.app.transcribe;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import stentor.app.async.Ending;
import stentor.app.async.TaskRunner;
import stentor.app.settings.SettingsStore;
import stentor.app.sound.Microphone;
import stentor.app.sound.Microphones;
import stentor.app.sound.Recorder;
import stentor.app.sound.RecorderState;
import stentor.app.text.Messages;

/**
 * Recording from a microphone into a file that is transcribed then. Used on the window's thread.
 */
public final class RecordingViewModel {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH.mm.ss", Locale.ROOT);

  private final Recorder recorder;
  private final Microphones devices;
  private final TaskRunner tasks;
  private final SettingsStore settings;
  private final Messages messages;
  private final Path folder;
  private final Clock clock;
  private final ZoneId zone;
  private final ObservableList<Microphone> microphones = FXCollections.observableArrayList();
  private final ObservableList<Microphone> microphonesReadOnly =
      FXCollections.unmodifiableObservableList(microphones);
  private final ObjectProperty<Optional<Microphone>> chosen =
      new SimpleObjectProperty<>(Optional.empty());
  private final BooleanProperty open = new SimpleBooleanProperty();
  private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
  private Consumer<Path> onRecorded = file -> {};

  /**
   * One that is not open yet.
   *
   * @param folder where recordings are written
   */
  public RecordingViewModel(
      Recorder recorder,
      Microphones devices,
      TaskRunner tasks,
      SettingsStore settings,
      Messages messages,
      Path folder,
      Clock clock,
      ZoneId zone) {
    this.recorder = recorder;
    this.devices = devices;
    this.tasks = tasks;
    this.settings = settings;
    this.messages = messages;
    this.folder = folder;
    this.clock = clock;
    this.zone = zone;
    recorder.stateProperty().addListener((property, before, now) -> recorderIs(now));
  }

  /** Who gets a recording once it is whole. */
  public void setOnRecorded(Consumer<Path> consumer) {
    onRecorded = consumer;
  }

  /** Whether a person is about recording. */
  BooleanProperty openProperty() {
    return open;
  }

  /** The recorder, for its time and level. */
  Recorder recorder() {
    return recorder;
  }

  /** The devices that there are. */
  ObservableList<Microphone> microphones() {
    return microphonesReadOnly;
  }

  /** The device from which is recorded; absent: there is none. */
  ObjectProperty<Optional<Microphone>> chosenProperty() {
    return chosen;
  }

  /** What is in the way; empty for nothing. */
  ReadOnlyStringProperty noteProperty() {
    return note.getReadOnlyProperty();
  }

  boolean isRecording() {
    return recorder.state() instanceof RecorderState.Recording
        || recorder.state() instanceof RecorderState.Starting;
  }

  /** Looks which devices there are, and waits for the beginning. */
  public void begin() {
    open.set(true);
    note.set("");
    var _ =
        tasks.quietly(
            messages.text("transcribe.task.microphones"),
            report -> devices.list(),
            Ending.<List<Microphone>>of(this::devicesAre, problem -> note.set(problem.sentence())));
  }

  private void devicesAre(List<Microphone> found) {
    microphones.setAll(found);
    Optional<String> last = settings.current().microphone();
    chosen.set(
        found.stream()
            .filter(one -> last.filter(name -> name.equals(one.name())).isPresent())
            .findFirst()
            .or(() -> found.stream().findFirst()));
    if (found.isEmpty()) {
      note.set(messages.text("transcribe.record.none"));
    }
  }

  /** Records from the chosen device. */
  void start() {
    chosen
        .get()
        .ifPresent(
            microphone -> {
              note.set("");
              settings.change(now -> now.withMicrophone(microphone.name()));
              String name =
                  messages.text(
                      "transcribe.record.file", NAME.format(clock.instant().atZone(zone)));
              Path file = folder.resolve(name + ".wav");
              recorder.start(
                  messages.text("transcribe.task.record", name, folder), microphone, file);
            });
  }

  /** Ends, and has the recording transcribed. */
  void stop() {
    recorder.stop();
  }

  /** Ends, and forgets the recording. */
  void discard() {
    if (isRecording()) {
      recorder.discard();
    }
    open.set(false);
  }

  private void recorderIs(RecorderState state) {
    switch (state) {
      case RecorderState.Recorded recorded -> {
        open.set(false);
        note.set(recorded.cutShort().map(problem -> problem.sentence()).orElse(""));
        onRecorded.accept(recorded.file());
      }
      case RecorderState.Failed failed -> note.set(failed.problem().sentence());
      case RecorderState.Idle _, RecorderState.Starting _, RecorderState.Recording _ -> {}
    }
  }
}
