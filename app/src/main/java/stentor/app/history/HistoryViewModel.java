package stentor.app.history;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import stentor.app.async.Ending;
import stentor.app.async.RunningTask;
import stentor.app.async.TaskRunner;
import stentor.app.desktop.Browser;
import stentor.app.export.ExportFormat;
import stentor.app.export.Exportable;
import stentor.app.export.Exported;
import stentor.app.export.Exports;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.speech.problem.Problem;

/** What the history's screen shows. Used on the window's thread. */
public final class HistoryViewModel {

  private final HistoryStore store;
  private final Exports exports;
  private final Browser browser;
  private final Navigator navigator;
  private final TaskRunner tasks;
  private final Messages messages;
  private final Clock clock;
  private final ZoneId zone;
  private final StringProperty query = new SimpleStringProperty("");
  private final FilteredList<HistoryEntry> rows;
  private final ReadOnlyObjectWrapper<Content> content =
      new ReadOnlyObjectWrapper<>(new Content.Loading());
  private final ReadOnlyObjectWrapper<Optional<Notice>> notice =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper figure = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper caption = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper badge = new ReadOnlyStringWrapper("");
  private Optional<RunningTask> search = Optional.empty();
  private int searches;

  /** What there is to be seen. */
  public sealed interface Content {

    /** It is being read. */
    record Loading() implements Content {}

    /** Nothing was ever kept. */
    record Nothing() implements Content {}

    /** The rows, of which there is at least one. */
    record Rows() implements Content {}

    /** Nothing has the words that are looked for. */
    record NotFound(String query) implements Content {}

    /** The history could not be read. */
    record Failed(Problem problem) implements Content {}
  }

  /**
   * Something that is told in a line below.
   *
   * @param text what happened
   * @param why why, where something went wrong; may be empty
   * @param bad whether something went wrong
   * @param action what can be done about it
   */
  public record Notice(String text, String why, boolean bad, Optional<Action> action) {

    /**
     * Something that can be done.
     *
     * @param text of its button
     * @param run does it
     */
    public record Action(String text, Runnable run) {}
  }

  /** The screen over this history. */
  public HistoryViewModel(
      HistoryStore store,
      Exports exports,
      Browser browser,
      Navigator navigator,
      TaskRunner tasks,
      Messages messages,
      Clock clock,
      ZoneId zone) {
    this.store = store;
    this.exports = exports;
    this.browser = browser;
    this.navigator = navigator;
    this.tasks = tasks;
    this.messages = messages;
    this.clock = clock;
    this.zone = zone;
    this.rows = new FilteredList<>(store.newest());
    query.addListener((property, before, now) -> search());
    store
        .newest()
        .addListener(
            (ListChangeListener<HistoryEntry>)
                change -> {
                  count();
                  if (!query.get().isBlank()) {
                    search();
                  }
                });
    store.stateProperty().addListener((property, before, now) -> loaded(now));
    store.undoableProperty().addListener((property, before, now) -> removed(before, now));
    store.problemProperty().addListener((property, before, now) -> now.ifPresent(this::tell));
    loaded(store.stateProperty().get());
    count();
  }

  private void loaded(HistoryState state) {
    if (state instanceof HistoryState.Loaded done && done.passedOver() > 0) {
      notice.set(
          Optional.of(
              new Notice(
                  messages.count("history.passed", done.passedOver()),
                  messages.text("history.passed.why"),
                  true,
                  Optional.empty())));
    }
    look();
  }

  private void count() {
    List<HistoryEntry> all = store.newest();
    double seconds = 0;
    for (HistoryEntry entry : all) {
      seconds += entry.seconds();
    }
    figure.set(Figures.whole(all.size()));
    caption.set(
        messages.text(
            all.size() == 1 ? "history.figure.one" : "history.figure.many",
            Figures.duration(Duration.ofSeconds(Math.round(seconds)))));
    badge.set(all.isEmpty() ? "" : Figures.whole(all.size()));
    look();
  }

  private void look() {
    content.set(
        switch (store.stateProperty().get()) {
          case HistoryState.Failed(Problem problem) when store.newest().isEmpty() ->
              new Content.Failed(problem);
          case HistoryState.Loading _ when store.newest().isEmpty() -> new Content.Loading();
          case HistoryState.Loading _, HistoryState.Loaded _, HistoryState.Failed _ -> {
            if (store.newest().isEmpty()) {
              yield new Content.Nothing();
            }
            yield rows.isEmpty() ? new Content.NotFound(query.get().strip()) : new Content.Rows();
          }
        });
  }

  private void search() {
    search.ifPresent(RunningTask::cancel);
    search = Optional.empty();
    int asked = ++searches;
    String wanted = query.get();
    if (wanted.isBlank()) {
      rows.setPredicate(entry -> true);
      look();
      return;
    }
    List<HistoryEntry> all = List.copyOf(store.newest());
    search =
        Optional.of(
            tasks.quietly(
                messages.text("history.searching"),
                report -> store.search(wanted, all),
                Ending.of(ids -> found(asked, ids), problem -> notSearched(asked, problem))));
  }

  private void found(int asked, Set<UUID> ids) {
    if (asked == searches) {
      rows.setPredicate(entry -> ids.contains(entry.id()));
      look();
    }
  }

  private void notSearched(int asked, Problem problem) {
    if (asked == searches) {
      tell(problem);
    }
  }

  private void removed(List<HistoryEntry> before, List<HistoryEntry> now) {
    if (!now.isEmpty()) {
      String text =
          now.size() == 1
              ? messages.text("history.removed.one", now.getFirst().name())
              : messages.text("history.removed.many", Figures.whole(now.size()));
      notice.set(
          Optional.of(
              new Notice(
                  text,
                  "",
                  false,
                  Optional.of(new Notice.Action(messages.text("history.undo"), store::undo)))));
    } else if (!before.isEmpty()) {
      notice.set(Optional.empty());
    }
  }

  private void tell(Problem problem) {
    notice.set(Optional.of(new Notice(problem.what(), problem.why(), true, Optional.empty())));
  }

  /** What is looked for; blank: all. */
  public StringProperty queryProperty() {
    return query;
  }

  /** The entries that match, the newest first. */
  public ObservableList<HistoryEntry> rows() {
    return rows;
  }

  /** What there is to be seen. */
  public ReadOnlyObjectProperty<Content> contentProperty() {
    return content.getReadOnlyProperty();
  }

  /** What is told in a line below; absent: nothing. */
  public ReadOnlyObjectProperty<Optional<Notice>> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** How many transcripts there are. */
  public ReadOnlyStringProperty figureProperty() {
    return figure.getReadOnlyProperty();
  }

  /** What the figure counts, and how long it is. */
  public ReadOnlyStringProperty captionProperty() {
    return caption.getReadOnlyProperty();
  }

  /** How many there are, for the rail; empty for none. */
  public ReadOnlyStringProperty badgeProperty() {
    return badge.getReadOnlyProperty();
  }

  /** What a person calls a format. */
  public String name(ExportFormat format) {
    return exports.name(format);
  }

  /** When it was, as short as it is clear. */
  public String when(Instant at) {
    return Figures.when(at, clock.instant(), zone);
  }

  /** Shows the transcript. */
  public void open(HistoryEntry entry) {
    navigator.show(new Screen.Kept(entry.id().toString()));
  }

  /** Shows where recordings are transcribed. */
  public void transcribe() {
    navigator.show(Screen.Transcribe.asItWas());
  }

  /** Reads the history again. */
  public void readAgain() {
    store.load();
  }

  /** Removes these; it can be undone for a while. */
  public void remove(Collection<HistoryEntry> entries) {
    store.remove(entries);
  }

  /** Exports these; none: all that are shown. */
  public void export(List<HistoryEntry> selected, ExportFormat format) {
    List<HistoryEntry> wanted = List.copyOf(selected.isEmpty() ? rows : selected);
    List<Exportable> transcripts =
        wanted.stream()
            .map(entry -> new Exportable(entry.name(), () -> store.read(entry)))
            .toList();
    Ending<Exported> ending = Ending.of(this::exported, this::tell);
    if (transcripts.size() == 1) {
      exports.one(transcripts.getFirst(), format, ending);
    } else {
      exports.many(transcripts, format, ending);
    }
  }

  private void exported(Exported done) {
    Path folder =
        done.files() == 1
            ? Optional.ofNullable(done.place().toAbsolutePath().getParent()).orElse(done.place())
            : done.place();
    notice.set(
        Optional.of(
            new Notice(
                exports.said(done),
                "",
                false,
                Optional.of(
                    new Notice.Action(
                        messages.text("history.show.folder"), () -> browser.showFolder(folder))))));
  }

  /** The line below was read. */
  public void dismissNotice() {
    store.dismissProblem();
    notice.set(Optional.empty());
  }
}
