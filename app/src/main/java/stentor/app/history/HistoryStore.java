package stentor.app.history;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import stentor.app.async.Ending;
import stentor.app.async.Later;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.app.async.Work;
import stentor.control.master.Answer;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.identity.TimeOrderedUuid;
import stentor.speech.problem.Problem;

/**
 * Transcripts that were kept. Used on the window's thread, but for {@link #read} and {@link
 * #search}, which block and are for all threads.
 */
public final class HistoryStore {

  /** How long a removal can be undone. */
  public static final Duration UNDO = Duration.ofSeconds(8);

  /** The order of ids is that of time, as text; as numbers it is not: the highest bit is a sign. */
  static final Comparator<HistoryEntry> NEWEST_FIRST =
      Comparator.comparing((HistoryEntry entry) -> entry.id().toString()).reversed();

  private static final long MOST_CHARACTERS = 12_000_000;

  private final HistoryFolder folder;
  private final TaskRunner tasks;
  private final Later later;
  private final UiThread ui;
  private final Clock clock;
  private final RandomGenerator random;
  private final ObservableList<HistoryEntry> newest = FXCollections.observableArrayList();
  private final ObservableList<HistoryEntry> newestReadOnly =
      FXCollections.unmodifiableObservableList(newest);
  private final ReadOnlyObjectWrapper<HistoryState> state =
      new ReadOnlyObjectWrapper<>(new HistoryState.Loading());
  private final ReadOnlyObjectWrapper<List<HistoryEntry>> undoable =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final KnownWords words = new KnownWords(MOST_CHARACTERS);

  /** What is to be done with files, one step after the other: an entry is written, then changed. */
  private final Deque<Step> steps = new ArrayDeque<>();

  private boolean stepping;

  /** What was removed and not put back: a list that was read before that does not know it. */
  private final Set<UUID> gone = new HashSet<>();

  /**
   * @param work what it does with files, and then on the window's thread
   */
  private record Step(String title, Work<Runnable> work, Consumer<Problem> failed) {}

  /** The history in this folder, which is made with the first entry. */
  public HistoryStore(
      Path root, TaskRunner tasks, Later later, UiThread ui, Clock clock, RandomGenerator random) {
    this.folder = new HistoryFolder(root);
    this.tasks = tasks;
    this.later = later;
    this.ui = ui;
    this.clock = clock;
    this.random = random;
  }

  /** Reads what was kept. What is kept meanwhile is added to it. */
  public void load() {
    state.set(new HistoryState.Loading());
    Set<UUID> undoableNow = Set.copyOf(ids(undoable.get()));
    steps.add(
        new Step(
            "Read the history",
            report -> {
              HistoryFolder.Listing listing = folder.list(report, undoableNow);
              return () -> loaded(listing);
            },
            failure -> state.set(new HistoryState.Failed(failure))));
    nextStep();
  }

  private void loaded(HistoryFolder.Listing listing) {
    insert(listing.newest().stream().filter(entry -> !gone.contains(entry.id())).toList());
    state.set(new HistoryState.Loaded(listing.passedOver()));
  }

  /** How far it is read. */
  public ReadOnlyObjectProperty<HistoryState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** All entries, the newest first. */
  public ObservableList<HistoryEntry> newest() {
    return newestReadOnly;
  }

  /** What was removed last and can be put back still. */
  public ReadOnlyObjectProperty<List<HistoryEntry>> undoableProperty() {
    return undoable.getReadOnlyProperty();
  }

  /** What went wrong last with a file; absent: nothing. */
  public ReadOnlyObjectProperty<Optional<Problem>> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The problem was read. */
  public void dismissProblem() {
    problem.set(Optional.empty());
  }

  /** The entry of this id, if there is one. */
  public Optional<HistoryEntry> find(String id) {
    return newest.stream().filter(entry -> entry.id().toString().equals(id)).findFirst();
  }

  /**
   * Keeps a transcript. It is listed at once and written beside the window.
   *
   * @param recording where the recording is
   * @param took from sending the recording to the transcript
   * @return its entry
   */
  public HistoryEntry keep(
      Path recording, EnvironmentName environment, Answer answer, Duration took) {
    HistoryEntry entry =
        HistoryEntry.of(
            TimeOrderedUuid.next(clock, random),
            recording,
            environment,
            answer,
            took,
            clock.instant());
    newest.addFirst(entry);
    step(
        "Keep the transcript of " + entry.name(),
        () -> folder.add(entry, answer),
        () -> newest.removeIf(one -> one.id().equals(entry.id())));
    return entry;
  }

  /** Notes how a transcript compares with its reference; absent: there is none any more. */
  public void setErrorRate(UUID id, OptionalDouble wer) {
    for (int index = 0; index < newest.size(); index++) {
      HistoryEntry entry = newest.get(index);
      if (entry.id().equals(id) && !entry.wer().equals(wer)) {
        HistoryEntry next = entry.withWer(wer);
        newest.set(index, next);
        step("Write down " + next.name(), () -> folder.replace(next), () -> {});
      }
    }
  }

  private void step(String title, Runnable work, Runnable undone) {
    steps.add(
        new Step(
            title,
            report -> {
              work.run();
              return () -> {};
            },
            failure -> {
              problem.set(Optional.of(failure));
              undone.run();
            }));
    nextStep();
  }

  private void nextStep() {
    if (stepping || steps.isEmpty()) {
      return;
    }
    stepping = true;
    Step next = steps.remove();
    tasks.quietly(
        next.title(),
        next.work(),
        new Ending<Runnable>() {
          @Override
          public void succeeded(Runnable then) {
            then.run();
            stepped();
          }

          @Override
          public void failed(Problem failure) {
            next.failed().accept(failure);
            stepped();
          }

          @Override
          public void cancelled() {
            stepped();
          }
        });
  }

  /** Has all that is still to be written be written, though nobody is told of it any more. */
  public void finish() {
    stepping = true;
    while (!steps.isEmpty()) {
      Step next = steps.remove();
      tasks.quietly(next.title(), next.work(), Ending.of(done -> {}, failure -> {}));
    }
  }

  private void stepped() {
    stepping = false;
    nextStep();
  }

  /**
   * Removes these. They can be put back for {@link #UNDO}, and their files are deleted after that,
   * or at the next start.
   */
  public void remove(Collection<HistoryEntry> entries) {
    Set<HistoryEntry> wanted = Set.copyOf(entries);
    List<HistoryEntry> removed = newest.stream().filter(wanted::contains).toList();
    if (removed.isEmpty()) {
      return;
    }
    forgetRemoved();
    newest.removeAll(wanted);
    gone.addAll(ids(removed));
    offerUndo(removed);
    step("Remove transcripts", () -> folder.takeOut(ids(removed)), () -> notRemoved(removed));
  }

  private void offerUndo(List<HistoryEntry> removed) {
    undoable.set(removed);
    later.run(UNDO, () -> ui.run(() -> undoIsOver(removed)));
  }

  /** They are all where they were. */
  private void notRemoved(List<HistoryEntry> entries) {
    if (undoable.get() == entries) {
      undoable.set(List.of());
    }
    ids(entries).forEach(gone::remove);
    insert(entries);
  }

  private static List<UUID> ids(List<HistoryEntry> entries) {
    return entries.stream().map(HistoryEntry::id).toList();
  }

  private void undoIsOver(List<HistoryEntry> removed) {
    if (undoable.get() == removed) {
      forgetRemoved();
    }
  }

  private void forgetRemoved() {
    List<HistoryEntry> removed = undoable.get();
    undoable.set(List.of());
    if (!removed.isEmpty()) {
      removed.forEach(entry -> words.forget(entry.id()));
      step("Delete removed transcripts", () -> folder.delete(ids(removed)), () -> {});
    }
  }

  /** Puts back what was removed last. */
  public void undo() {
    List<HistoryEntry> removed = undoable.get();
    undoable.set(List.of());
    if (!removed.isEmpty()) {
      ids(removed).forEach(gone::remove);
      insert(removed);
      step("Put transcripts back", () -> folder.putBack(ids(removed)), () -> notPutBack(removed));
    }
  }

  /** They are all taken out still, and may be put back after all, unless more was removed since. */
  private void notPutBack(List<HistoryEntry> entries) {
    List<UUID> ids = ids(entries);
    gone.addAll(ids);
    newest.removeIf(entry -> ids.contains(entry.id()));
    if (undoable.get().isEmpty()) {
      offerUndo(entries);
    }
  }

  private void insert(List<HistoryEntry> entries) {
    Map<UUID, HistoryEntry> all = new LinkedHashMap<>();
    entries.forEach(entry -> all.put(entry.id(), entry));
    newest.forEach(entry -> all.put(entry.id(), entry));
    List<HistoryEntry> sorted = new ArrayList<>(all.values());
    sorted.sort(NEWEST_FIRST);
    newest.setAll(sorted);
  }

  /**
   * The transcript of an entry. Blocks; for all threads.
   *
   * @throws stentor.speech.problem.ProblemException if it cannot be read
   */
  public Answer read(HistoryEntry entry) {
    return folder.answer(entry.id());
  }

  /**
   * Looks for words in the names and texts of entries, whatever their case, accents and order.
   * Blocks; for all threads.
   *
   * @param query words that all have to be there, in parts at least; blank: all entries match
   * @return the ids of those that match
   * @throws InterruptedException if the thread was interrupted
   */
  public Set<UUID> search(String query, List<HistoryEntry> entries) throws InterruptedException {
    List<String> terms = SearchText.terms(query);
    Set<UUID> found = new HashSet<>();
    for (HistoryEntry entry : entries) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (SearchText.matches(words.of(entry.id(), () -> folder.words(entry)), terms)) {
        found.add(entry.id());
      }
    }
    return found;
  }
}
