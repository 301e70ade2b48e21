package stentor.app.overview;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import stentor.control.WorkerRange;

/**
 * Chooses how many workers a model may have: by text, by the ends of a slider, both the same. Used
 * on the window's thread.
 */
final class ScaleViewModel {

  /** The slider ends here unless the model has more already: more is typed. */
  private static final int USUAL = 8;

  private final String model;
  private final int scale;
  private final Consumer<WorkerRange> choose;
  private final StringProperty least;
  private final StringProperty most;
  private final DoubleProperty low;
  private final DoubleProperty high;
  private final ObjectBinding<Optional<WorkerRange>> range;

  /**
   * Begins with what the model may have now.
   *
   * @param choose gets what was chosen
   */
  ScaleViewModel(ModelRow row, Consumer<WorkerRange> choose) {
    this.model = row.id();
    this.scale = Math.max(USUAL, row.max());
    this.choose = choose;
    this.least = new SimpleStringProperty(String.valueOf(row.min()));
    this.most = new SimpleStringProperty(String.valueOf(row.max()));
    this.low = new SimpleDoubleProperty(row.min());
    this.high = new SimpleDoubleProperty(row.max());
    this.range =
        Bindings.createObjectBinding(
            () -> WorkerRange.of(least.get().strip() + ".." + most.get().strip()), least, most);
    low.addListener((property, before, now) -> slid(least, now.doubleValue()));
    high.addListener((property, before, now) -> slid(most, now.doubleValue()));
    range.addListener((property, before, now) -> now.ifPresent(this::typed));
  }

  private void slid(StringProperty text, double value) {
    int whole = (int) Math.round(value);
    int atLeast = text == most ? Math.max(1, whole) : whole;
    // A slider cannot show what was typed beyond its end.
    boolean beyond = text == most && atLeast == scale && number(most) > scale;
    if (!beyond) {
      text.set(String.valueOf(atLeast));
    }
  }

  private static int number(StringProperty text) {
    return text.get().matches("\\d{1,4}") ? Integer.parseInt(text.get()) : 0;
  }

  private void typed(WorkerRange now) {
    high.set(Math.min(scale, now.max()));
    low.set(Math.min(scale, now.min()));
  }

  /** Whose workers they are. */
  String model() {
    return model;
  }

  /** Where the slider ends. */
  int scale() {
    return scale;
  }

  /** Fewest workers, as text. */
  StringProperty leastProperty() {
    return least;
  }

  /** Most workers, as text. */
  StringProperty mostProperty() {
    return most;
  }

  /** Fewest workers, as the slider has it. */
  DoubleProperty lowProperty() {
    return low;
  }

  /** Most workers, as the slider has it. */
  DoubleProperty highProperty() {
    return high;
  }

  /** What is chosen; absent where it is no range. */
  ObjectBinding<Optional<WorkerRange>> rangeProperty() {
    return range;
  }

  /** Takes what is chosen, where that is a range. */
  boolean apply() {
    range.get().ifPresent(choose);
    return range.get().isPresent();
  }
}
