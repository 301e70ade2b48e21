package stentor.app.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import stentor.app.environment.Place;
import stentor.app.launch.LaunchViewModel.Field;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.app.widget.Pill;
import stentor.app.widget.Presence;
import stentor.protocol.environment.CloudRequest.Network;

/** The fields of what is asked of a cloud, and the choice of the place. */
final class CloudFieldsView {

  /** Regions in which all that is needed is offered; others can be written down. */
  private static final List<String> REGIONS =
      List.of(
          "eu-central-1",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "eu-north-1",
          "eu-south-1",
          "us-east-1",
          "us-east-2",
          "us-west-2",
          "ca-central-1",
          "ap-northeast-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "ap-south-1",
          "sa-east-1");

  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final LaunchViewModel launch;
  private final CloudForm model;
  private final Messages messages;
  private final Parent root;
  private final List<ToggleButton> networkButtons = new ArrayList<>();

  @FXML private Label heading;
  @FXML private Pill badge;
  @FXML private Label about;
  @FXML private VBox profileField;
  @FXML private ComboBox<Optional<String>> profile;
  @FXML private VBox access;
  @FXML private ComboBox<String> region;
  @FXML private Label regionWrong;
  @FXML private HBox networks;
  @FXML private Label networkText;
  @FXML private TextField budget;
  @FXML private Label budgetWrong;

  CloudFieldsView(LaunchViewModel launch, Fxml fxml) {
    this.launch = launch;
    this.model = launch.cloud();
    this.messages = fxml.messages();
    this.root = fxml.load(this);
    region.getItems().setAll(REGIONS);
    region.getEditor().textProperty().bindBidirectional(model.regionProperty());
    budget.textProperty().bindBidirectional(model.budgetProperty());
    access.getChildren().setAll(new CloudAccessView(launch.access(), model, fxml).root());
    profiles();
    networks();
    model.placeProperty().addListener((property, before, now) -> show());
    model.settledProperty().addListener((property, before, now) -> show());
    show();
  }

  /** The fields. */
  Parent root() {
    return root;
  }

  private void profiles() {
    profile.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Optional<String> name) {
            return name == null ? "" : name.orElseGet(CloudFieldsView.this::usual);
          }

          @Override
          public Optional<String> fromString(String text) {
            return Optional.of(text);
          }
        });
    profile.valueProperty().bindBidirectional(model.profileProperty());
    model.foundProperty().addListener((property, before, now) -> fillProfiles());
    fillProfiles();
  }

  /** Items that are set anew take the choice away: it is put back. */
  private void fillProfiles() {
    Optional<String> chosen = model.profileProperty().get();
    List<Optional<String>> all = new ArrayList<>();
    all.add(Optional.empty());
    model.foundProperty().get().profiles().forEach(one -> all.add(Optional.of(one.name())));
    profile.getItems().setAll(all);
    profile.setValue(chosen);
  }

  private String usual() {
    String usual = model.foundProperty().get().usual();
    return usual.startsWith("AWS_")
        ? messages.text("launch.cloud.profile.variables")
        : messages.text("launch.cloud.profile.usual", usual);
  }

  private void networks() {
    ToggleGroup group = new ToggleGroup();
    for (Network network : Network.values()) {
      String key = network.name().toLowerCase(Locale.ROOT);
      ToggleButton button = new ToggleButton(messages.text("launch.cloud.network." + key));
      button.setId("network-" + key);
      button.getStyleClass().add("choice");
      button.setToggleGroup(group);
      button.setUserData(network);
      networkButtons.add(button);
    }
    networks.getChildren().setAll(networkButtons);
    chooseOne(group, chosen -> model.networkProperty().set((Network) chosen));
    model.networkProperty().addListener((property, before, now) -> showNetwork());
    showNetwork();
  }

  private void showNetwork() {
    Network now = model.networkProperty().get();
    networkButtons.forEach(button -> button.setSelected(button.getUserData() == now));
    networkText.setText(
        messages.text("launch.cloud.network.text." + now.name().toLowerCase(Locale.ROOT)));
  }

  /** One of them is always chosen: a click on it does not take it away. */
  private static void chooseOne(ToggleGroup group, Consumer<Object> chosen) {
    group
        .selectedToggleProperty()
        .addListener(
            (property, before, now) -> {
              if (now == null) {
                group.selectToggle(before);
              } else {
                chosen.accept(now.getUserData());
              }
            });
  }

  /** Fills this row with the places, of which one is chosen. */
  void fillPlaces(Pane row, Label text) {
    ToggleGroup group = new ToggleGroup();
    List<ToggleButton> buttons = new ArrayList<>();
    for (Place place : Place.values()) {
      String key = place.name().toLowerCase(Locale.ROOT);
      ToggleButton button = new ToggleButton(messages.text("launch.where." + key));
      button.setId("where-" + key);
      button.getStyleClass().add("choice");
      button.setToggleGroup(group);
      button.setUserData(place);
      button.setDisable(launch.existing().isPresent());
      buttons.add(button);
    }
    row.getChildren().setAll(buttons);
    chooseOne(group, chosen -> model.placeProperty().set((Place) chosen));
    Runnable show =
        () -> {
          Place now = model.place();
          buttons.forEach(button -> button.setSelected(button.getUserData() == now));
          text.setText(messages.text("launch.where.text." + now.name().toLowerCase(Locale.ROOT)));
        };
    model.placeProperty().addListener((property, before, now) -> show.run());
    show.run();
  }

  private void show() {
    Place place = model.place();
    boolean fixed = model.settledProperty().get().isPresent();
    Presence.show(root, place.isCloud());
    heading.setText(place.said(messages));
    badge.show(place == Place.REHEARSAL ? place.badge(messages) : Optional.empty());
    about.setText(messages.text(fixed ? "launch.cloud.fixed" : "launch.cloud.about"));
    Presence.show(profileField, place == Place.AWS);
    Presence.show(access, place == Place.AWS);
    region.setDisable(fixed);
    networks.setDisable(fixed);
  }

  /** Says what is wrong at the fields. */
  void showWrong() {
    wrong(regionWrong, Field.REGION, region);
    wrong(budgetWrong, Field.BUDGET, budget);
  }

  private void wrong(Label label, Field field, Node input) {
    String text = launch.wrong(field);
    label.setText(text);
    Presence.show(label, !text.isEmpty());
    input.setAccessibleHelp(text);
    input.pseudoClassStateChanged(WRONG, !text.isEmpty());
  }
}
