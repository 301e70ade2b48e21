package stentor.app.signin;

import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;
import stentor.app.desktop.Browser;
import stentor.app.signin.WindowSignIn.Asked;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.app.widget.Overlay;
import stentor.app.widget.Presence;
import stentor.control.cloud.SignIn.DevicePage;
import stentor.control.cloud.SignIn.Question;

/** The question for new credentials, over all else until it is answered. */
public final class SignInView {

  private final WindowSignIn model;
  private final Overlay overlay;
  private final Browser browser;
  private final Messages messages;
  private final Parent root;
  private boolean open;

  @FXML private Label title;
  @FXML private Label why;
  @FXML private Label again;
  @FXML private VBox fixes;
  @FXML private PasswordField secret;
  @FXML private VBox page;
  @FXML private Label code;
  @FXML private Label address;
  @FXML private Button goOn;

  /** Loads it; from now on it shows what the model asks. */
  public SignInView(WindowSignIn model, Fxml fxml, Overlay overlay, Browser browser) {
    this.model = model;
    this.overlay = overlay;
    this.browser = browser;
    this.messages = fxml.messages();
    this.root = fxml.load(this);
    model.askedProperty().addListener((property, before, now) -> show(now));
    show(model.askedProperty().get());
  }

  private void show(Optional<Asked> asked) {
    secret.clear();
    asked.ifPresent(this::fill);
    if (asked.isPresent() && !open) {
      open = true;
      overlay.hold(root, Pos.CENTER);
    } else if (asked.isEmpty() && open) {
      open = false;
      overlay.release(root);
    }
    if (open) {
      (secret.isVisible() ? secret : goOn).requestFocus();
    }
  }

  private void fill(Asked asked) {
    switch (asked) {
      case Asked.Again(var problem, int round) -> {
        fill(problem.what(), problem.why(), problem.fixes());
        again(round, "signin.again");
        goOn.setText(messages.text("signin.goOn"));
      }
      case Asked.Known(Question question, int round) -> {
        ask(question);
        again(round, "signin.notTaken");
        goOn.setText(messages.text("signin.say"));
      }
      case Asked.Confirmed(DevicePage shown) -> {
        fill(messages.text("signin.page"), messages.text("signin.page.why"), List.of());
        again(1, "signin.again");
        code.setText(shown.code());
        address.setText(shown.page().toString());
        goOn.setText(messages.text("signin.page.open"));
      }
    }
    Presence.show(secret, asked instanceof Asked.Known);
    Presence.show(page, asked instanceof Asked.Confirmed);
    root.setAccessibleText(title.getText() + ". " + why.getText());
  }

  private void ask(Question question) {
    switch (question) {
      case Question.Code(String device, String profile) ->
          fill(
              messages.text("signin.code", profile),
              messages.text("signin.code.why", device),
              List.of());
      case Question.Passphrase(String profile) ->
          fill(
              messages.text("signin.passphrase", profile),
              messages.text("signin.passphrase.why"),
              List.of());
    }
    secret.setAccessibleText(title.getText());
  }

  private void fill(String what, String reason, List<String> remedies) {
    title.setText(what);
    why.setText(reason);
    Presence.show(why, !reason.isEmpty());
    fixes.getChildren().setAll(remedies.stream().map(SignInView::fix).toList());
    Presence.show(fixes, !remedies.isEmpty());
  }

  private void again(int round, String key) {
    again.setText(messages.text(key));
    Presence.show(again, round > 1);
  }

  private static Node fix(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    return label;
  }

  @FXML
  private void goOn() {
    model.askedProperty().get().ifPresent(this::goOn);
  }

  private void goOn(Asked asked) {
    switch (asked) {
      case Asked.Again _ -> model.goOn();
      case Asked.Known _ -> {
        if (!secret.getText().isBlank()) {
          model.say(secret.getText());
        }
      }
      case Asked.Confirmed(DevicePage shown) -> browser.open(shown.direct());
    }
  }

  @FXML
  private void stop() {
    model.stop();
  }
}
