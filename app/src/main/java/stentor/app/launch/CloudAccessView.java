package stentor.app.launch;

import java.time.temporal.ChronoUnit;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import stentor.app.launch.CloudAccess.State;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.app.widget.Presence;
import stentor.protocol.environment.CloudIdentity;

/** Who we are to the cloud, a way to sign in, and fields for access keys. */
final class CloudAccessView {

  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final CloudAccess model;
  private final CloudForm form;
  private final Messages messages;
  private final Parent root;

  @FXML private Label said;
  @FXML private Button check;
  @FXML private VBox keys;
  @FXML private TextField name;
  @FXML private PasswordField id;
  @FXML private PasswordField secret;
  @FXML private VBox passphraseField;
  @FXML private PasswordField passphrase;
  @FXML private Label place;
  @FXML private Button keep;

  CloudAccessView(CloudAccess model, CloudForm form, Fxml fxml) {
    this.model = model;
    this.form = form;
    this.messages = fxml.messages();
    this.root = fxml.load(this);
    Presence.show(keys, false);
    keep.disableProperty()
        .bind(
            name.textProperty()
                .flatMap(
                    named ->
                        id.textProperty()
                            .flatMap(
                                one ->
                                    secret
                                        .textProperty()
                                        .map(two -> !CloudAccess.isComplete(named, one, two)))));
    model.stateProperty().addListener((property, before, now) -> show(now));
    model.bestProperty().addListener((property, before, now) -> showPlace());
    passphrase.textProperty().addListener((property, before, now) -> showPlace());
    form.profileProperty().addListener((property, before, now) -> model.forget());
    form.placeProperty().addListener((property, before, now) -> model.forget());
    show(model.stateProperty().get());
    showPlace();
  }

  Parent root() {
    return root;
  }

  private void show(State state) {
    said.setText(
        switch (state) {
          case State.Unasked _ -> messages.text("launch.access.unasked");
          case State.Asking _ -> messages.text("launch.access.asking");
          case State.Known(CloudIdentity who) -> who(who);
          case State.Failed(var problem) -> problem.sentence();
          case State.Kept(var kept) ->
              messages.text("launch.access.kept", kept.name(), kept.kept().words());
        });
    said.pseudoClassStateChanged(WRONG, state instanceof State.Failed);
    check.setDisable(state instanceof State.Asking);
  }

  private String who(CloudIdentity who) {
    String valid =
        who.validUntil()
            .map(end -> messages.text("launch.access.until", end.truncatedTo(ChronoUnit.SECONDS)))
            .orElse(messages.text("launch.access.noEnd"));
    return messages.text(
        "launch.access.known", who.account(), who.arn(), who.source().words(), valid);
  }

  private void showPlace() {
    boolean keychain = model.bestProperty().get().isPresent();
    Presence.show(passphraseField, !keychain);
    place.setText(
        messages.text(
            keychain
                ? "launch.access.place.keychain"
                : passphrase.getText().isBlank()
                    ? "launch.access.place.memory"
                    : "launch.access.place.file"));
  }

  @FXML
  private void check() {
    model.check(form.place(), form.profileProperty().get());
  }

  @FXML
  private void showKeys() {
    boolean shown = !keys.isVisible();
    Presence.show(keys, shown);
    if (shown) {
      model.lookForPlace();
      name.requestFocus();
    } else {
      clear();
    }
  }

  @FXML
  private void keep() {
    String named = name.getText().strip();
    model.keep(
        named,
        id.getText(),
        secret.getText(),
        passphrase.getText(),
        () -> {
          Presence.show(keys, false);
          form.know(named);
        });
    clear();
  }

  /** What was typed stays nowhere. */
  private void clear() {
    id.clear();
    secret.clear();
    passphrase.clear();
  }
}
