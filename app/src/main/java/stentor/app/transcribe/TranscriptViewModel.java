package stentor.app.transcribe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import stentor.app.async.Ending;
import stentor.app.async.RunningTask;
import stentor.app.async.TaskRunner;
import stentor.app.chart.WaveformData;
import stentor.app.export.ExportFormat;
import stentor.app.export.Exportable;
import stentor.app.sound.Player;
import stentor.app.sound.PlayerState;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.protocol.file.IoReason;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.openai.VerboseTranscription.Extras;
import stentor.protocol.openai.VerboseTranscription.Timings;
import stentor.speech.problem.Problem;
import stentor.speech.transcript.Transcript;

/** One transcript with its audio. Used on the window's thread. */
public final class TranscriptViewModel {

  /** The speeds at which one can listen. */
  static final List<Double> SPEEDS = List.of(1.0, 1.25, 1.5, 2.0);

  private final TranscriptAudio audio;
  private final Player player;
  private final TaskRunner tasks;
  private final Messages messages;

  private final ReadOnlyObjectWrapper<Optional<Transcribed>> shown =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObservableList<SegmentLine> segments = FXCollections.observableArrayList();
  private final ObservableList<SegmentLine> segmentsReadOnly =
      FXCollections.unmodifiableObservableList(segments);
  private final ReadOnlyObjectWrapper<Optional<WaveformData>> waveform =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper audioNote = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Heard> heard = new ReadOnlyObjectWrapper<>(Heard.NOTHING);
  private final ReadOnlyObjectWrapper<Optional<ReferenceScore>> score =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper scoreNote = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
  private Optional<RunningTask> loading = Optional.empty();
  private Optional<Path> loaded = Optional.empty();

  /**
   * The word that is heard.
   *
   * @param segment its segment; -1 for none
   * @param word its place in it; -1 for none
   */
  record Heard(int segment, int word) {
    static final Heard NOTHING = new Heard(-1, -1);
  }

  /** Where the time of a transcription went. */
  enum Stage {
    /** The audio was decoded and cut. */
    PREPARED,
    /** It waited for a worker. */
    WAITED,
    /** Workers recognised it. */
    RECOGNISED,
    /** The parts were put together. */
    JOINED
  }

  /**
   * A share of the time.
   *
   * @param seconds how long, 0 or more
   */
  record Share(Stage stage, double seconds) {}

  /** One that shows nothing yet. */
  public TranscriptViewModel(
      TranscriptAudio audio, Player player, TaskRunner tasks, Messages messages) {
    this.audio = audio;
    this.player = player;
    this.tasks = tasks;
    this.messages = messages;
    player.positionSecondsProperty().addListener((property, before, now) -> findHeard());
    player.stateProperty().addListener((property, before, now) -> playerIs(now));
  }

  /** What is shown. */
  public ReadOnlyObjectProperty<Optional<Transcribed>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  ObservableList<SegmentLine> segments() {
    return segmentsReadOnly;
  }

  ReadOnlyObjectProperty<Optional<WaveformData>> waveformProperty() {
    return waveform.getReadOnlyProperty();
  }

  /** Why there is no sound, or that it comes; empty where it is there. */
  ReadOnlyStringProperty audioNoteProperty() {
    return audioNote.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Heard> heardProperty() {
    return heard.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<ReferenceScore>> scoreProperty() {
    return score.getReadOnlyProperty();
  }

  /** Why there is no score; empty where there is, or nobody asked. */
  ReadOnlyStringProperty scoreNoteProperty() {
    return scoreNote.getReadOnlyProperty();
  }

  /** What came of the last copy or export; empty for nothing. */
  ReadOnlyStringProperty toldProperty() {
    return told.getReadOnlyProperty();
  }

  ReadOnlyDoubleProperty positionProperty() {
    return player.positionSecondsProperty();
  }

  ReadOnlyObjectProperty<PlayerState> playerProperty() {
    return player.stateProperty();
  }

  ReadOnlyDoubleProperty speedProperty() {
    return player.speedProperty();
  }

  boolean isPlaying() {
    return player.state() instanceof PlayerState.Playing;
  }

  boolean canPlay() {
    return switch (player.state()) {
      case PlayerState.Paused _, PlayerState.Playing _, PlayerState.Ended _ -> true;
      case PlayerState.Failed _, PlayerState.Empty _, PlayerState.Loading _ -> false;
    };
  }

  /** Shows a transcript; absent: none. The same one again changes nothing. */
  public void show(Optional<Transcribed> next) {
    if (next.equals(shown.get())) {
      return;
    }
    loading.ifPresent(RunningTask::cancel);
    loading = Optional.empty();
    loaded = Optional.empty();
    player.unload();
    waveform.set(Optional.empty());
    score.set(Optional.empty());
    scoreNote.set("");
    told.set("");
    audioNote.set("");
    segments.setAll(
        next.map(one -> SegmentLine.of(one.transcription().toTranscript())).orElse(List.of()));
    heard.set(Heard.NOTHING);
    shown.set(next);
    next.ifPresent(this::loadAudio);
  }

  private record Audio(Path file, WaveformData wave) {}

  private void loadAudio(Transcribed transcribed) {
    audioNote.set(messages.text("transcribe.audio.loading"));
    loading =
        Optional.of(
            tasks.quietly(
                messages.text("transcribe.task.audio", transcribed.name()),
                report -> {
                  Path file = audio.of(transcribed);
                  return new Audio(file, outline(file));
                },
                Ending.<Audio>of(
                    ready -> {
                      if (shown.get().filter(one -> one.equals(transcribed)).isPresent()) {
                        audioNote.set("");
                        waveform.set(Optional.of(ready.wave()));
                        loaded = Optional.of(ready.file());
                        player.load(ready.file());
                      }
                    },
                    problem -> audioFailed(transcribed, problem))));
  }

  private static WaveformData outline(Path file) throws InterruptedException {
    try {
      return WaveformData.read(file);
    } catch (IOException unreadable) {
      throw new TranscribeException(
          new TranscribeProblem.FileTrouble(file, IoReason.of(unreadable)), unreadable);
    }
  }

  private void audioFailed(Transcribed transcribed, Problem problem) {
    if (shown.get().filter(one -> one.equals(transcribed)).isPresent()) {
      audioNote.set(problem.sentence());
    }
  }

  private void playerIs(PlayerState state) {
    if (state instanceof PlayerState.Failed(Problem problem)) {
      audioNote.set(problem.sentence());
    }
    findHeard();
  }

  private void findHeard() {
    heard.set(
        isPlaying() || player.positionSecondsProperty().get() > 0
            ? at(positionProperty().get())
            : Heard.NOTHING);
  }

  /** The word at this second; of a pause the one before it. */
  private Heard at(double second) {
    int low = 0;
    int high = segments.size() - 1;
    int found = -1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (segments.get(middle).start() <= second) {
        found = middle;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    if (found < 0 || segments.get(found).end() < second) {
      return Heard.NOTHING;
    }
    List<SegmentLine.Piece> words = segments.get(found).words();
    int word = -1;
    for (int index = 0; index < words.size() && words.get(index).start() <= second; index++) {
      word = index;
    }
    return new Heard(found, word);
  }

  /** Plays, or stops where it is. */
  public void togglePlay() {
    if (isPlaying()) {
      player.pause();
    } else if (player.state() instanceof PlayerState.Failed) {
      // A new try may help: a device may have come.
      loaded.ifPresent(
          file -> {
            audioNote.set("");
            player.load(file);
            player.play(0);
          });
    } else if (canPlay()) {
      player.resume();
    }
  }

  /** Stops where it is. */
  public void pause() {
    if (isPlaying()) {
      player.pause();
    }
  }

  /** Plays from there. */
  void hear(double second) {
    if (canPlay()) {
      player.play(second);
    }
  }

  /** Goes there, without beginning or ending to play. */
  void seek(double second) {
    if (canPlay()) {
      player.seek(second);
    }
  }

  /** Goes to the next faster speed, from the fastest to the slowest. */
  void nextSpeed() {
    int index = SPEEDS.indexOf(player.speedProperty().get());
    player.setSpeed(SPEEDS.get((index + 1) % SPEEDS.size()));
  }

  /** Goes to the beginning of a segment before or after this one, and plays on if it did. */
  void step(int by) {
    if (segments.isEmpty()) {
      return;
    }
    double now = positionProperty().get();
    int current = -1;
    for (SegmentLine line : segments) {
      if (line.start() <= now + 0.01) {
        current = line.index();
      }
    }
    int next = Math.clamp(current + by, 0, segments.size() - 1);
    if (isPlaying()) {
      hear(segments.get(next).start());
    } else {
      seek(segments.get(next).start());
    }
  }

  /** The whole text, as it is copied. */
  public String text() {
    return shown
        .get()
        .map(one -> ExportFormat.TEXT.write(one.answer(), one.stem()).strip())
        .orElse("");
  }

  /** The transcript for export; absent where none is shown. */
  Optional<Exportable> exportable() {
    return shown.get().map(Transcribed::exportable);
  }

  /** It was copied. */
  void copied() {
    told.set(messages.text("transcribe.copied"));
  }

  /** This is to be said of the last copy or export. */
  void tell(String sentence) {
    told.set(sentence);
  }

  /** {@code 2:04 · 16 kHz}; the rate is that of the audio that is heard. */
  String facts() {
    return shown
        .get()
        .map(
            one -> {
              String length = Figures.length(one.transcription().duration());
              return waveform
                  .get()
                  .map(
                      wave ->
                          messages.text(
                              "transcribe.facts", length, Figures.decimal(wave.rate() / 1000.0)))
                  .orElse(length);
            })
        .orElse("");
  }

  /** What a reader must know, in sentences. */
  List<String> flags() {
    return shown
        .get()
        .map(one -> one.transcription().toTranscript().flags())
        .orElse(List.of())
        .stream()
        .map(
            flag ->
                switch (flag) {
                  case Transcript.TRUNCATED_INPUT -> messages.text("transcribe.flag.truncated");
                  case Transcript.INCOMPLETE -> messages.text("transcribe.flag.incomplete");
                  default -> flag;
                })
        .toList();
  }

  /** The model with its version, as far as they are known. */
  String models() {
    return shown
        .get()
        .flatMap(one -> one.transcription().stentor())
        .map(
            extras ->
                extras.model() + extras.modelVersion().map(version -> " " + version).orElse(""))
        .filter(name -> !name.isBlank())
        .orElse(Figures.NONE);
  }

  /** {@code 3.1 s, 40 × real time}. */
  String took() {
    return shown
        .get()
        .map(
            one ->
                messages.text(
                    "transcribe.took",
                    Figures.duration(one.took()),
                    Figures.times(one.timesRealTime())))
        .orElse("");
  }

  /** Where the time went; empty where that is not known. */
  List<Share> shares() {
    Optional<Timings> known =
        shown.get().flatMap(one -> one.transcription().stentor()).map(Extras::timings);
    if (known.isEmpty()) {
      return List.of();
    }
    Timings timings = known.get();
    List<Share> shares = new ArrayList<>();
    double before = timings.accepted();
    before = share(shares, Stage.PREPARED, before, timings.prepared());
    before = share(shares, Stage.WAITED, before, timings.queued());
    before = share(shares, Stage.RECOGNISED, before, timings.decoded());
    double _ = share(shares, Stage.JOINED, before, OptionalDouble.of(timings.total()));
    return shares;
  }

  private static double share(
      List<Share> shares, Stage stage, double before, OptionalDouble until) {
    if (until.isEmpty()) {
      return before;
    }
    shares.add(new Share(stage, Math.max(0, until.getAsDouble() - before)));
    return Math.max(before, until.getAsDouble());
  }

  /** Which language, and why. */
  Optional<LanguageDecision> language() {
    return shown
        .get()
        .flatMap(one -> one.transcription().stentor())
        .flatMap(Extras::languageDecision);
  }

  /** Compares it with the text of a file. */
  void checkAgainst(Path file) {
    check(() -> References.text(file));
  }

  /** Compares it with a text. */
  void checkAgainst(String reference) {
    check(() -> reference);
  }

  private interface Reference {
    String read();
  }

  private record Checked(String reference, ReferenceScore score) {}

  private void check(Reference reference) {
    Optional<Transcribed> asked = shown.get();
    if (asked.isEmpty()) {
      return;
    }
    Transcribed one = asked.get();
    scoreNote.set(messages.text("transcribe.score.comparing"));
    var _ =
        tasks.quietly(
            messages.text("transcribe.task.score", one.name()),
            report -> {
              String text = reference.read();
              return new Checked(
                  text, ReferenceScore.of(text, one.transcription().text(), one.language()));
            },
            Ending.<Checked>of(
                checked -> {
                  if (shown.get().equals(asked)) {
                    scored(checked.reference(), checked.score());
                  }
                },
                problem -> scoreNote.set(problem.sentence())));
  }

  /** It was compared. */
  void scored(String reference, ReferenceScore now) {
    scoreNote.set(reference.isBlank() ? messages.text("transcribe.score.blank") : "");
    score.set(Optional.of(now));
  }

  /** Forgets the reference. */
  void forgetReference() {
    score.set(Optional.empty());
    scoreNote.set("");
  }
}
