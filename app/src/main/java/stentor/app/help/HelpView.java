package stentor.app.help;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import stentor.app.navigation.ScreenView;
import stentor.app.text.Messages;
import stentor.app.widget.Buttons;
import stentor.app.widget.Fxml;

/** The screen of help. */
public final class HelpView implements ScreenView {

  private final HelpViewModel model;
  private final Messages messages;
  private final ObservableValue<String> title;
  private final Parent root;

  @FXML private GridPane keys;
  @FXML private GridPane commands;
  @FXML private GridPane folders;
  @FXML private Label version;

  /** Loads it. */
  public HelpView(HelpViewModel model, Fxml fxml) {
    this.model = model;
    this.messages = fxml.messages();
    this.title = ScreenView.fixed(messages.text("help.title"));
    this.root = fxml.load(this);
    fill(keys, model.keys(), "key-name", "");
    fill(commands, model.commands(), "mono", "help-copy-command-");
    fill(folders, model.folders(), "mono", "help-copy-folder-");
    version.setText(messages.text("help.version", model.version()));
  }

  private void fill(GridPane grid, List<HelpTopic> topics, String style, String copyId) {
    for (int row = 0; row < topics.size(); row++) {
      HelpTopic topic = topics.get(row);
      Label term = new Label(topic.term());
      term.getStyleClass().add(style);
      term.setTooltip(new Tooltip(topic.term()));
      Label meaning = new Label(topic.meaning());
      meaning.getStyleClass().add("muted");
      meaning.setWrapText(true);
      term.setLabelFor(meaning);
      grid.addRow(row, term, meaning);
      if (!copyId.isEmpty()) {
        Button copy =
            Buttons.plain(copyId + row, messages.text("help.copy"), () -> model.copy(topic));
        copy.setAccessibleText(messages.text("help.copy.spoken", topic.term()));
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.getStyleClass().add("small-button");
        grid.add(copy, 2, row);
      }
    }
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public ObservableValue<String> title() {
    return title;
  }
}
