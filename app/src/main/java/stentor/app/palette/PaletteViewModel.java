package stentor.app.palette;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What can be done, and what of it was looked for. Used on the window's thread. */
public final class PaletteViewModel {

  private static final int PAGE = 8;

  private final List<CommandSource> sources;
  private final StringProperty query = new SimpleStringProperty("");
  private final ObservableList<Found> found = FXCollections.observableArrayList();
  // Kept: a wrapper that nobody keeps is forgotten with those who listen to it.
  private final ObservableList<Found> readable = FXCollections.unmodifiableObservableList(found);
  private final IntegerProperty selected = new SimpleIntegerProperty(-1);

  /**
   * A command that fits what was typed.
   *
   * @param command the command
   * @param match where
   */
  record Found(Command command, FuzzyMatch match) {}

  /** Finds what these know, those of the first source first. */
  public PaletteViewModel(List<CommandSource> sources) {
    this.sources = List.copyOf(sources);
    query.addListener((property, before, now) -> search());
  }

  /** Asks what can be done now, and forgets what was typed. */
  void open() {
    query.set("");
    search();
  }

  private void search() {
    List<Found> next = new ArrayList<>();
    // Asked for each letter: what came meanwhile is found.
    List<Command> all = sources.stream().flatMap(source -> source.commands().stream()).toList();
    for (Command command : all) {
      FuzzyMatch.of(query.get(), command.title())
          .ifPresent(match -> next.add(new Found(command, match)));
    }
    // Stable: what fits equally well stays in the order of the sources.
    next.sort(Comparator.comparing((Found one) -> one.match().score()).reversed());
    selected.set(-1);
    found.setAll(next);
    selected.set(next.isEmpty() ? -1 : 0);
  }

  /** What was typed. */
  StringProperty queryProperty() {
    return query;
  }

  /** What fits it, the best first. */
  ObservableList<Found> found() {
    return readable;
  }

  /** Index in {@link #found()} of what Enter does; -1 where nothing fits. */
  IntegerProperty selectedProperty() {
    return selected;
  }

  /** Selects the one so many below, from the last on the first; negative: above. */
  void move(int by) {
    if (!found.isEmpty()) {
      selected.set(Math.floorMod(selected.get() + by, found.size()));
    }
  }

  /** Selects the one a page below, at most the last; negative: above. */
  void page(int by) {
    if (!found.isEmpty()) {
      selected.set(Math.clamp(selected.get() + by * PAGE, 0, found.size() - 1));
    }
  }

  /** What Enter does now. */
  Optional<Command> chosen() {
    int index = selected.get();
    return index >= 0 && index < found.size()
        ? Optional.of(found.get(index).command())
        : Optional.empty();
  }
}
