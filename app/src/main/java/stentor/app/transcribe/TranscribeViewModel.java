package stentor.app.transcribe;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import stentor.app.async.Coalescer;
import stentor.app.async.Ending;
import stentor.app.async.Later;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.environment.Seen;
import stentor.app.export.Exportable;
import stentor.app.settings.AppSettings;
import stentor.app.settings.SettingsStore;
import stentor.app.text.Messages;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

/**
 * The recordings that a person brought, and what became of them. A few are on their way at a time;
 * the others wait. Used on the window's thread.
 */
public final class TranscribeViewModel {

  /** Keeps the workers of one model busy, and the bodies in flight few. */
  static final int AT_ONCE = 4;

  private final TranscribePorts ports;
  private final TaskRunner tasks;
  private final UiThread ui;
  private final Later later;
  private final EnvironmentWatch watch;
  private final SettingsStore settings;
  private final Messages messages;
  private final TranscriptViewModel transcript;

  private final ObservableList<RecordingRow> rows = FXCollections.observableArrayList();
  private final ObservableList<RecordingRow> rowsReadOnly =
      FXCollections.unmodifiableObservableList(rows);
  private final ObjectProperty<Optional<RecordingRow>> selected =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObservableList<EnvironmentName> environments = FXCollections.observableArrayList();
  private final ObservableList<EnvironmentName> environmentsReadOnly =
      FXCollections.unmodifiableObservableList(environments);
  private final ObjectProperty<EnvironmentName> environment;
  private final ObservableList<String> languages = FXCollections.observableArrayList();
  private final ObservableList<String> languagesReadOnly =
      FXCollections.unmodifiableObservableList(languages);
  private final ObjectProperty<Optional<String>> language =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper freshness = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Counts> counts =
      new ReadOnlyObjectWrapper<>(new Counts(0, 0, 0, 0));

  private final Deque<RecordingRow> waiting = new ArrayDeque<>();
  private final List<RecordingRow> running = new ArrayList<>();
  private Optional<BatchWatch> batch = Optional.empty();
  private Optional<EnvironmentWatch.Subscription> following = Optional.empty();
  private References references = References.NONE;
  private boolean chosen;
  private List<Seen> seen = List.of();
  private Optional<Problem> lastProblem = Optional.empty();
  private int batchTotal;
  private int batchDone;
  private int batchFailed;

  /**
   * How many recordings there are.
   *
   * @param all all of them
   * @param done those with a transcript
   * @param failed those that could not be transcribed
   * @param under those on their way or waiting
   */
  public record Counts(int all, int done, int failed, int under) {}

  /** An empty panel. */
  public TranscribeViewModel(
      TranscribePorts ports,
      TaskRunner tasks,
      UiThread ui,
      Later later,
      EnvironmentWatch watch,
      SettingsStore settings,
      Messages messages,
      TranscriptViewModel transcript) {
    this.ports = ports;
    this.tasks = tasks;
    this.ui = ui;
    this.later = later;
    this.watch = watch;
    this.settings = settings;
    this.messages = messages;
    this.transcript = transcript;
    this.environment =
        new SimpleObjectProperty<>(
            settings.current().lastEnvironment().orElse(EnvironmentName.DEFAULT));
    environment.addListener((property, before, now) -> lookUpLanguages());
    selected.addListener((property, before, now) -> showSelected());
    transcript
        .scoreProperty()
        .addListener((property, before, now) -> selected.get().ifPresent(row -> rate(row, now)));
  }

  /** The recordings, in the order in which they came. */
  public ObservableList<RecordingRow> rows() {
    return rowsReadOnly;
  }

  /** The one whose transcript is shown. */
  public ObjectProperty<Optional<RecordingRow>> selectedProperty() {
    return selected;
  }

  /** The transcript of the selected one. */
  public TranscriptViewModel transcript() {
    return transcript;
  }

  /** The environments that there are, and the one that is chosen. */
  public ObservableList<EnvironmentName> environments() {
    return environmentsReadOnly;
  }

  /** Where recordings go. */
  public ReadOnlyObjectProperty<EnvironmentName> environmentProperty() {
    return environment;
  }

  /** Lets recordings go there from now on. */
  public void choose(EnvironmentName name) {
    chosen = true;
    environment.set(name);
    settings.change(now -> now.withLastEnvironment(name));
  }

  /** Whether the chosen environment answers; where it does not, it is started when needed. */
  public boolean isUp() {
    return seen.stream()
        .anyMatch(one -> one.name().equals(environment.get()) && one.isFresh() && one.serves());
  }

  /** BCP 47 tags of what the environment understands. */
  public ObservableList<String> languages() {
    return languagesReadOnly;
  }

  /** The language of recordings; absent: it is found out. */
  public ObjectProperty<Optional<String>> languageProperty() {
    return language;
  }

  /** What is to be said of what was brought last; empty for nothing. */
  public ReadOnlyStringProperty toldProperty() {
    return told.getReadOnlyProperty();
  }

  /** How far all of it is, in a line. */
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** Whether transcripts are kept, in a line. */
  public ReadOnlyStringProperty freshnessProperty() {
    return freshness.getReadOnlyProperty();
  }

  /** How many recordings there are. */
  public ReadOnlyObjectProperty<Counts> countsProperty() {
    return counts.getReadOnlyProperty();
  }

  /** The panel is seen: environments are followed. */
  public void shown() {
    if (following.isEmpty()) {
      following = Optional.of(watch.follow(this::environmentsAre));
    }
  }

  /** It is not seen any more; recordings go on. */
  public void hidden() {
    following.ifPresent(EnvironmentWatch.Subscription::close);
    following = Optional.empty();
    transcript.pause();
  }

  private void environmentsAre(List<Seen> now) {
    boolean wasUp = isUp();
    seen = now;
    List<EnvironmentName> names = new ArrayList<>(now.stream().map(Seen::name).toList());
    Optional<EnvironmentName> remembered = settings.current().lastEnvironment();
    if (!chosen
        && running.isEmpty()
        && (remembered.isEmpty() || !names.contains(remembered.get()))) {
      // Nobody chose: one that serves is there at once.
      now.stream()
          .filter(one -> one.isFresh() && one.serves())
          .findFirst()
          .ifPresent(one -> environment.set(one.name()));
    }
    if (!names.contains(environment.get())) {
      names.add(0, environment.get());
    }
    if (!names.equals(environments)) {
      environments.setAll(names);
    }
    if (isUp() != wasUp) {
      lookUpLanguages();
    }
  }

  private void lookUpLanguages() {
    EnvironmentName asked = environment.get();
    var _ =
        tasks.quietly(
            "Look up the languages of " + asked,
            report -> ports.languages().of(asked),
            Ending.<List<String>>of(
                tags -> {
                  if (asked.equals(environment.get())) {
                    languages.setAll(tags);
                  }
                },
                problem -> languages.clear()));
  }

  /** Takes what was dropped, chosen or pasted: recordings, folders of them, references. */
  public void add(List<Path> dropped) {
    if (dropped.isEmpty()) {
      return;
    }
    var _ =
        tasks.quietly(
            messages.text("transcribe.task.search"),
            report -> RecordingSearch.among(dropped, report),
            Ending.<RecordingSearch.Found>of(this::found, this::tellProblem));
  }

  /** Takes the lines of a text as paths, where they are. */
  public void addPasted(String text) {
    List<Path> paths = RecordingSearch.pathsIn(text);
    if (paths.isEmpty()) {
      told.set(messages.text("transcribe.told.nopaths"));
    } else {
      add(paths);
    }
  }

  /** Takes the sample recording. */
  public void addSample() {
    var _ =
        tasks.quietly(
            messages.text("transcribe.task.sample"),
            report -> ports.sample().file(),
            Ending.<Path>of(file -> take(List.of(file)), this::tellProblem));
  }

  /** All transcripts, for export. */
  List<Exportable> exportable() {
    return rows.stream()
        .flatMap(row -> row.result().stream())
        .map(Transcribed::exportable)
        .toList();
  }

  /** This is to be said. */
  void tell(String sentence) {
    told.set(sentence);
  }

  private void tellProblem(Problem problem) {
    told.set(problem.sentence());
  }

  private void found(RecordingSearch.Found found) {
    List<String> sentences = new ArrayList<>();
    if (found.recordings().isEmpty() && found.texts().isEmpty()) {
      sentences.add(messages.text("transcribe.told.none"));
    }
    if (found.passedOver() > 0) {
      sentences.add(messages.count("transcribe.told.passed", found.passedOver()));
    }
    if (found.unreadable() > 0) {
      sentences.add(messages.count("transcribe.told.unreadable", found.unreadable()));
    }
    if (!found.missing().isEmpty()) {
      sentences.add(
          messages.text("transcribe.told.missing", Transcribed.nameOf(found.missing().getFirst())));
    }
    if (found.stopped()) {
      sentences.add(messages.text("transcribe.told.stopped"));
    }
    told.set(String.join(" ", sentences));
    take(found.recordings());
    found.texts().forEach(this::addReference);
  }

  /** A table serves all recordings by their names; any other text the one that is shown. */
  public void addReference(Path file) {
    if (RecordingSearch.ending(file).equals("tsv")) {
      var _ =
          tasks.quietly(
              messages.text("transcribe.task.reference"),
              report -> References.table(file),
              Ending.<References>of(this::referencesAre, this::tellProblem));
    } else {
      transcript.checkAgainst(file);
    }
  }

  private void referencesAre(References now) {
    references = now;
    told.set(messages.count("transcribe.told.references", now.size()));
    rows.forEach(this::score);
  }

  private void score(RecordingRow row) {
    Optional<Transcribed> result = row.result();
    Optional<String> reference = references.of(row.file());
    if (result.isEmpty() || reference.isEmpty()) {
      return;
    }
    var _ =
        tasks.quietly(
            messages.text("transcribe.task.score", row.name()),
            report ->
                ReferenceScore.of(
                    reference.get(), result.get().transcription().text(), result.get().language()),
            Ending.<ReferenceScore>of(
                score -> {
                  if (isSelected(row)) {
                    transcript.scored(reference.get(), score);
                  } else {
                    rate(row, Optional.of(score));
                  }
                },
                this::tellProblem));
  }

  private void rate(RecordingRow row, Optional<ReferenceScore> score) {
    // Of one that is only just shown nothing is known yet, and what was known stays.
    if (score.isEmpty() || row.result().isEmpty()) {
      return;
    }
    row.score(score);
    row.kept()
        .ifPresent(
            kept -> ports.keeper().rate(kept, OptionalDouble.of(score.get().words().rate())));
  }

  private boolean isSelected(RecordingRow row) {
    return selected.get().filter(shown -> shown == row).isPresent();
  }

  private void take(List<Path> files) {
    if (files.isEmpty()) {
      return;
    }
    List<RecordingRow> added = files.stream().map(RecordingRow::new).toList();
    int room = RecordingSearch.MOST - rows.size();
    if (added.size() > room) {
      told.set(messages.text("transcribe.told.stopped"));
      added = added.subList(0, Math.max(0, room));
    }
    rows.addAll(added);
    if (!added.isEmpty() && (selected.get().isEmpty() || added.size() == 1)) {
      selected.set(Optional.of(added.getFirst()));
    }
    enqueue(added);
  }

  private void enqueue(List<RecordingRow> more) {
    if (more.isEmpty()) {
      return;
    }
    settings.change(now -> remember(now, environment.get()));
    more.forEach(
        row -> {
          row.become(new RecordingState.Waiting());
          row.score(Optional.empty());
        });
    waiting.addAll(more);
    batchTotal += more.size();
    if (batch.isEmpty()) {
      begin(more);
    }
    pump();
  }

  private static AppSettings remember(AppSettings now, EnvironmentName name) {
    return now.withLastEnvironment(name);
  }

  private void begin(List<RecordingRow> first) {
    BatchWatch watched = new BatchWatch();
    batch = Optional.of(watched);
    batchTotal = first.size();
    batchDone = 0;
    batchFailed = 0;
    lastProblem = Optional.empty();
    String title =
        first.size() == 1
            ? messages.text("transcribe.task.one", first.getFirst().name())
            : messages.text("transcribe.task.many", first.size());
    var _ =
        tasks.start(
            title,
            watched::await,
            new Ending<Integer>() {
              @Override
              public void succeeded(Integer done) {}

              @Override
              public void failed(Problem problem) {}

              @Override
              public void cancelled() {
                cancelAll();
              }
            });
  }

  private void pump() {
    while (running.size() < AT_ONCE && !waiting.isEmpty()) {
      start(waiting.removeFirst());
    }
    tell();
    if (running.isEmpty() && waiting.isEmpty()) {
      Optional<Problem> why =
          batchDone == 0 && batchFailed == batchTotal ? lastProblem : Optional.empty();
      batch.ifPresent(watched -> watched.end(why));
      batch = Optional.empty();
      batchTotal = 0;
    }
  }

  private void start(RecordingRow row) {
    running.add(row);
    Transcriber.Wish wish = new Transcriber.Wish(row.file(), environment.get(), language.get());
    row.become(isUp() ? new RecordingState.Uploading(0, 0) : new RecordingState.Starting("", 0, 0));
    Coalescer<RecordingState> progress =
        new Coalescer<>(
            ui,
            later,
            EnvironmentWatch.UPDATE_EVERY,
            state -> {
              if (running.contains(row) && !row.state().hasEnded()) {
                row.become(state);
              }
            });
    row.run(
        tasks.quietly(
            messages.text("transcribe.task.one", row.name()),
            report -> ports.transcriber().transcribe(wish, progress::accept),
            new Ending<Transcribed>() {
              @Override
              public void succeeded(Transcribed result) {
                batchDone++;
                row.keptAs(ports.keeper().keep(result));
                freshness.set(messages.text("transcribe.saved"));
                end(row, new RecordingState.Done(result));
                score(row);
              }

              @Override
              public void failed(Problem problem) {
                batchFailed++;
                lastProblem = Optional.of(problem);
                end(row, new RecordingState.Failed(problem));
              }

              @Override
              public void cancelled() {
                end(row, new RecordingState.Cancelled());
              }
            }));
  }

  private void end(RecordingRow row, RecordingState state) {
    if (running.remove(row)) {
      row.become(state);
      if (isSelected(row)) {
        showSelected();
      }
      pump();
    }
  }

  private void tell() {
    int done = 0;
    int failed = 0;
    for (RecordingRow row : rows) {
      switch (row.state()) {
        case RecordingState.Done _ -> done++;
        case RecordingState.Failed _ -> failed++;
        case RecordingState.Waiting _,
            RecordingState.Starting _,
            RecordingState.Uploading _,
            RecordingState.SendingAgain _,
            RecordingState.Queued _,
            RecordingState.Recognising _,
            RecordingState.Cancelled _ -> {}
      }
    }
    Counts now = new Counts(rows.size(), done, failed, running.size() + waiting.size());
    counts.set(now);
    summary.set(
        rows.isEmpty()
            ? ""
            : messages.text("transcribe.summary", done, rows.size())
                + (failed > 0 ? messages.text("transcribe.summary.failed", failed) : ""));
    batch.ifPresent(
        watched -> watched.tell(batchTotal - running.size() - waiting.size(), batchTotal));
  }

  private void showSelected() {
    Optional<RecordingRow> row = selected.get();
    transcript.show(row.flatMap(RecordingRow::result));
    row.filter(one -> one.result().isPresent()).ifPresent(this::score);
  }

  /** Transcribes one again that failed or was cancelled. */
  public void retry(RecordingRow row) {
    switch (row.state()) {
      case RecordingState.Failed _, RecordingState.Cancelled _ -> enqueue(List.of(row));
      case RecordingState.Waiting _,
          RecordingState.Starting _,
          RecordingState.Uploading _,
          RecordingState.SendingAgain _,
          RecordingState.Queued _,
          RecordingState.Recognising _,
          RecordingState.Done _ -> {}
    }
  }

  /** Transcribes all again that failed. */
  public void retryFailed() {
    enqueue(rows.stream().filter(row -> row.problem().isPresent()).toList());
  }

  /** Gives one up that waits or is on its way. */
  public void cancel(RecordingRow row) {
    if (waiting.remove(row)) {
      row.become(new RecordingState.Cancelled());
      pump();
    } else if (running.contains(row)) {
      row.stop();
    }
  }

  /** Gives all up that wait or are on their way. */
  public void cancelAll() {
    List<RecordingRow> unbegun = List.copyOf(waiting);
    waiting.clear();
    unbegun.forEach(row -> row.become(new RecordingState.Cancelled()));
    List.copyOf(running).forEach(RecordingRow::stop);
    pump();
  }

  /** Takes one off the list; a transcript that was kept stays in the history. */
  public void remove(RecordingRow row) {
    cancel(row);
    rows.remove(row);
    if (isSelected(row)) {
      selected.set(rows.stream().findFirst());
    }
    tell();
  }

  /** Takes all off the list that have ended. */
  public void clear() {
    rows.removeIf(row -> row.state().hasEnded());
    selected.set(rows.stream().findFirst());
    told.set("");
    tell();
  }

  /** A language's name for a person: {@code English}. */
  static String languageName(String tag) {
    String name = Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH);
    return name.isEmpty() ? tag : name;
  }
}
