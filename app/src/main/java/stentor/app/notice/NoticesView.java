package stentor.app.notice;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import stentor.app.look.Icon;
import stentor.app.text.Messages;
import stentor.app.widget.Buttons;
import stentor.app.widget.Fxml;
import stentor.app.widget.Pill;

/** The notices, at the bottom right over the content. Takes no input beside them. */
public final class NoticesView {

  private final NoticesViewModel model;
  private final Messages messages;
  private final VBox root;

  /** Loads it. */
  public NoticesView(NoticesViewModel model, Fxml fxml) {
    this.model = model;
    this.messages = fxml.messages();
    this.root = (VBox) fxml.load(this);
    model.notices().addListener((ListChangeListener<Notice>) change -> show());
    show();
  }

  private void show() {
    root.getChildren().setAll(model.notices().stream().map(this::card).toList());
  }

  private Node card(Notice notice) {
    Label text = new Label(notice.text());
    text.setMinWidth(0);
    text.setMaxWidth(Double.MAX_VALUE);
    text.setTooltip(new Tooltip(notice.text()));
    HBox.setHgrow(text, Priority.ALWAYS);
    Button show =
        Buttons.plain("notice-show", messages.text("tasks.notice.show"), () -> model.show(notice));
    Button close = new Button();
    close.setId("notice-close");
    close.setGraphic(Icon.CLOSE.node());
    close.getStyleClass().add("quiet");
    close.setAccessibleText(messages.text("tasks.notice.close"));
    close.setOnAction(event -> model.close(notice));
    HBox card = new HBox(new Pill(notice.status()), text, show, close);
    card.setAlignment(Pos.CENTER_LEFT);
    card.getStyleClass().addAll("card", "notice");
    card.setAccessibleRole(AccessibleRole.TEXT);
    card.setAccessibleText(notice.status().text() + ": " + notice.text());
    return card;
  }

  /** What lies over the content. */
  public Parent root() {
    return root;
  }
}
