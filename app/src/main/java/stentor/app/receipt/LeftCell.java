package stentor.app.receipt;

import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import stentor.app.text.Messages;
import stentor.protocol.environment.ReceiptDocument.Left;

/** A thing that is still there, and why. */
final class LeftCell extends ListCell<Left> {

  private final Messages messages;
  private final Tooltip tooltip = new Tooltip();

  LeftCell(Messages messages) {
    this.messages = messages;
    getStyleClass().add("log-row");
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(Left item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setText("");
      setTooltip(null);
      return;
    }
    setText(messages.text("receipt.left.line", item.kind(), item.id(), item.reason()));
    tooltip.setText(getText());
    setTooltip(tooltip);
  }
}
