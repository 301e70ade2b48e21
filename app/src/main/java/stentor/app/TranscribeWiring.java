package stentor.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Supplier;
import stentor.app.async.Later;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.app.desktop.Clipboards;
import stentor.app.desktop.FileChoice;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.export.Exports;
import stentor.app.history.HistoryEntry;
import stentor.app.history.HistoryStore;
import stentor.app.navigation.ScreenView;
import stentor.app.settings.SettingsStore;
import stentor.app.sound.JavaSoundLoudspeaker;
import stentor.app.sound.JavaSoundMicrophones;
import stentor.app.sound.LinePlayer;
import stentor.app.sound.LineRecorder;
import stentor.app.sound.Microphones;
import stentor.app.transcribe.AudioCache;
import stentor.app.transcribe.EnvironmentAudio;
import stentor.app.transcribe.EnvironmentTranscriber;
import stentor.app.transcribe.KeptView;
import stentor.app.transcribe.KeptViewModel;
import stentor.app.transcribe.Masters;
import stentor.app.transcribe.RecordingViewModel;
import stentor.app.transcribe.SampleRecording;
import stentor.app.transcribe.TranscribePorts;
import stentor.app.transcribe.TranscribeView;
import stentor.app.transcribe.TranscribeViewModel;
import stentor.app.transcribe.Transcribed;
import stentor.app.transcribe.TranscriptViewModel;
import stentor.app.widget.Fxml;
import stentor.control.Environments;
import stentor.models.StentorHome;
import stentor.models.library.ModelLibrary;
import stentor.models.store.InstalledModel;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.JobId;
import stentor.protocol.openai.VerboseTranscription.Extras;

/** Puts the transcribe panel and kept transcripts together. Used on the window's thread. */
record TranscribeWiring(
    StentorHome home,
    Environments environments,
    EnvironmentWatch watch,
    Masters masters,
    Supplier<ModelLibrary> library,
    SettingsStore settings,
    HistoryStore history,
    TaskRunner tasks,
    UiThread ui,
    Later later,
    Clock clock,
    ZoneId zone,
    Fxml fxml,
    FileChoice files,
    Exports exports,
    Clipboards clipboard,
    AudioCache audio) {

  private static final long MOST_AUDIO_BYTES = 500_000_000;

  /** Over one cache for the panel and all kept transcripts. */
  TranscribeWiring(
      StentorHome home,
      Environments environments,
      EnvironmentWatch watch,
      Masters masters,
      Supplier<ModelLibrary> library,
      SettingsStore settings,
      HistoryStore history,
      TaskRunner tasks,
      UiThread ui,
      Later later,
      Clock clock,
      ZoneId zone,
      Fxml fxml,
      FileChoice files,
      Exports exports,
      Clipboards clipboard) {
    this(
        home,
        environments,
        watch,
        masters,
        library,
        settings,
        history,
        tasks,
        ui,
        later,
        clock,
        zone,
        fxml,
        files,
        exports,
        clipboard,
        new AudioCache(folder(home, "audio"), MOST_AUDIO_BYTES, clock));
  }

  /** The panel. */
  TranscribeView panel() {
    TranscribeViewModel model =
        new TranscribeViewModel(
            new TranscribePorts(
                new EnvironmentTranscriber(
                    environments, masters, clock, new SecureRandom(), Thread::sleep),
                this::languages,
                keeper(),
                new SampleRecording(folder(home, "samples"))),
            tasks,
            ui,
            later,
            watch,
            settings,
            fxml.messages(),
            transcript());
    Microphones microphones = new JavaSoundMicrophones();
    RecordingViewModel record =
        new RecordingViewModel(
            new LineRecorder(microphones, tasks, ui),
            microphones,
            tasks,
            settings,
            fxml.messages(),
            folder(home, "recordings"),
            clock,
            zone);
    return new TranscribeView(model, record, fxml, files, exports, clipboard);
  }

  /**
   * A transcript from the history.
   *
   * @param entry its id
   * @param back shows the history
   */
  ScreenView kept(String entry, Runnable back) {
    Optional<HistoryEntry> found = history.find(entry);
    KeptViewModel model =
        new KeptViewModel(transcript(), () -> found.map(this::read), tasks, fxml.messages());
    return new KeptView(model, fxml, files, exports, clipboard, clock, zone, back);
  }

  private Transcribed read(HistoryEntry entry) {
    var answer = history.read(entry);
    return new Transcribed(
        Path.of(entry.path().orElse(entry.name())),
        entry.environment(),
        answer.transcription().stentor().map(Extras::job).flatMap(JobId::of),
        entry.at(),
        Duration.ofMillis((long) (entry.took() * 1000)),
        answer.transcription());
  }

  private static Path folder(StentorHome home, String name) {
    return home.root().resolve("app").resolve(name);
  }

  private TranscriptViewModel transcript() {
    return new TranscriptViewModel(
        new EnvironmentAudio(environments, masters, audio),
        new LinePlayer(new JavaSoundLoudspeaker(), tasks, ui, later),
        tasks,
        fxml.messages());
  }

  private TranscribePorts.Keeper keeper() {
    return new TranscribePorts.Keeper() {
      @Override
      public String keep(Transcribed one) {
        return history
            .keep(one.file(), one.environment(), one.answer(), one.took())
            .id()
            .toString();
      }

      @Override
      public void rate(String kept, OptionalDouble wordErrorRate) {
        history.setErrorRate(UUID.fromString(kept), wordErrorRate);
      }
    };
  }

  /** Of the models that are on this computer; an environment of it serves no other. */
  private List<String> languages(EnvironmentName environment) throws InterruptedException {
    return environments
        .wanted(environment)
        .filter(document -> document.wanted() != EnvironmentDocument.Wanted.DOWN)
        .map(EnvironmentDocument::models)
        .orElse(List.of())
        .stream()
        .map(WantedModel::id)
        .flatMap(id -> library.get().store().find(id).stream())
        .map(InstalledModel::document)
        .flatMap(document -> document.languages().stream())
        .distinct()
        .sorted()
        .toList();
  }
}
