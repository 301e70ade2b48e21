package stentor.app.widget;

import java.util.function.Function;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

/**
 * A cell with a line of text. Used on the window's thread.
 *
 * @param <S> what a row is about
 * @param <T> what the cell is about
 */
public final class TextCell<S, T> extends TableCell<S, T> {

  private final Function<T, String> said;
  private final boolean explained;

  /**
   * An empty one.
   *
   * @param said the text of what the cell is about
   * @param explained whether the whole text is shown beside it: it may be too long for the cell
   */
  public TextCell(Function<T, String> said, boolean explained) {
    this.said = said;
    this.explained = explained;
  }

  @Override
  protected void updateItem(T item, boolean empty) {
    super.updateItem(item, empty);
    String text = empty || item == null ? "" : said.apply(item);
    setText(text);
    if (explained) {
      // Made for the few rows that are seen; long names end in an ellipsis.
      setTooltip(text.isEmpty() ? null : new Tooltip(text));
    }
  }
}
