package stentor.app.widget;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/** What stands where there is nothing yet: why, and what to do. */
public final class EmptyState extends VBox {

  private static final double TEXT_WIDTH = 360;
  private static final double GAP = 8;

  /**
   * Makes one.
   *
   * @param title what there is none of
   * @param text what to do, in a sentence or two
   * @param actions buttons that do it; may be none
   */
  public EmptyState(String title, String text, List<? extends Node> actions) {
    getStyleClass().add("empty-state");
    setAlignment(Pos.CENTER);
    setSpacing(GAP);
    Label heading = new Label(title);
    heading.getStyleClass().add("empty-title");
    Label body = new Label(text);
    body.getStyleClass().add("muted");
    body.setWrapText(true);
    body.setAlignment(Pos.CENTER);
    body.setTextAlignment(TextAlignment.CENTER);
    body.setMaxWidth(TEXT_WIDTH);
    getChildren().addAll(heading, body);
    if (!actions.isEmpty()) {
      FlowPane row = new FlowPane(GAP, GAP);
      row.setAlignment(Pos.CENTER);
      row.getChildren().addAll(actions);
      getChildren().add(row);
    }
  }
}
