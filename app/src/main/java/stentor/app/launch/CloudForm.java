package stentor.app.launch;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import stentor.app.environment.Place;
import stentor.app.launch.LaunchViewModel.Field;
import stentor.app.text.Messages;
import stentor.control.UpRequest;
import stentor.protocol.environment.CloudRequest;
import stentor.protocol.environment.CloudRequest.Network;
import stentor.protocol.environment.CloudSettings;

/** Where an environment shall live, and what is asked of a cloud. Used on the window's thread. */
public final class CloudForm {

  /** Where the rehearsal is if nobody says otherwise. */
  static final String REHEARSAL_REGION = "eu-central-1";

  private static final AwsProfiles.Found NONE_FOUND =
      new AwsProfiles.Found(List.of(), "default", Optional.empty());

  private final Messages messages;
  private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.HERE);
  private final ObjectProperty<Optional<String>> profile =
      new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty region = new SimpleStringProperty("");
  private final ObjectProperty<Network> network = new SimpleObjectProperty<>(Network.PUBLIC);
  private final StringProperty budget = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<AwsProfiles.Found> found =
      new ReadOnlyObjectWrapper<>(NONE_FOUND);
  private final ReadOnlyObjectWrapper<Optional<CloudSettings>> settled =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  CloudForm(Messages messages) {
    this.messages = messages;
    profile.addListener((property, before, now) -> suggestRegion());
    place.addListener((property, before, now) -> suggestRegion());
  }

  /** Where it shall live. */
  public ObjectProperty<Place> placeProperty() {
    return place;
  }

  /** Where it shall live. */
  public Place place() {
    return place.get();
  }

  /** The AWS profile whose credentials are used; absent: what AWS's own tools would use. */
  public ObjectProperty<Optional<String>> profileProperty() {
    return profile;
  }

  /** The region, as people write it. */
  public StringProperty regionProperty() {
    return region;
  }

  /** How nodes are connected. */
  public ObjectProperty<Network> networkProperty() {
    return network;
  }

  /** US dollars that may be spent, as people write them; empty: no limit. */
  public StringProperty budgetProperty() {
    return budget;
  }

  /** The profiles there are. */
  public ReadOnlyObjectProperty<AwsProfiles.Found> foundProperty() {
    return found.getReadOnlyProperty();
  }

  /** What is settled of an environment that stands and cannot be changed; absent for a new one. */
  public ReadOnlyObjectProperty<Optional<CloudSettings>> settledProperty() {
    return settled.getReadOnlyProperty();
  }

  List<Observable> inputs() {
    return List.of(place, profile, region, network, budget);
  }

  /** Takes what was looked up, and what was chosen last time or is settled. */
  void know(AwsProfiles.Found profiles, Place where, CloudRequest last) {
    found.set(profiles);
    place.set(where);
    profile.set(last.profile().filter(this::isKnown));
    network.set(last.network().orElse(Network.PUBLIC));
    budget.set(last.budget().isPresent() ? plain(last.budget().getAsDouble()) : "");
    region.set(last.region().orElse(""));
    suggestRegion();
  }

  /** Takes what an environment that stands is like. */
  void know(AwsProfiles.Found profiles, Place where, Optional<CloudSettings> settings) {
    know(
        profiles,
        where,
        settings
            .map(
                one ->
                    new CloudRequest(
                        Optional.of(one.region()),
                        one.profile(),
                        Optional.of(one.network()),
                        one.budget()))
            .orElse(CloudRequest.NONE));
    settled.set(settings);
  }

  /** Takes access keys that are kept from now on, and chooses them. */
  void know(String keys) {
    found.set(found.get().with(List.of(keys)));
    profile.set(Optional.of(keys));
  }

  private boolean isKnown(String name) {
    return found.get().profiles().stream().anyMatch(one -> one.name().equals(name));
  }

  /** Whole dollars without a fraction. */
  private static String plain(double dollars) {
    return dollars == Math.rint(dollars)
        ? Long.toString(Math.round(dollars))
        : Double.toString(dollars);
  }

  /** What is written down stays; an empty field is filled with what the profile names. */
  private void suggestRegion() {
    if (!region.get().isBlank() || settled.get().isPresent()) {
      return;
    }
    Optional<String> suggested =
        switch (place.get()) {
          case HERE -> Optional.empty();
          case REHEARSAL -> Optional.of(REHEARSAL_REGION);
          case AWS -> profile.get().flatMap(this::regionOf).or(() -> found.get().region());
        };
    suggested.ifPresent(region::set);
  }

  private Optional<String> regionOf(String name) {
    return found.get().profiles().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .flatMap(AwsProfiles.Profile::region);
  }

  private boolean isBudgetSaid() {
    return !budget.get().isBlank();
  }

  private Optional<Double> dollars() {
    return UpRequest.dollars(budget.get().strip().replaceFirst("^\\$", ""));
  }

  /** All that is wrong, by field. */
  Map<Field, String> wrong() {
    Map<Field, String> wrong = new EnumMap<>(Field.class);
    if (!place.get().isCloud()) {
      return wrong;
    }
    if (UpRequest.region(region.get().strip()).isEmpty()) {
      wrong.put(Field.REGION, messages.text("launch.wrong.region"));
    }
    if (isBudgetSaid() && dollars().isEmpty()) {
      wrong.put(Field.BUDGET, messages.text("launch.wrong.budget"));
    }
    return wrong;
  }

  /** What is chosen, to be remembered or asked for; nothing may be {@linkplain #wrong() wrong}. */
  CloudRequest chosen() {
    Optional<Double> dollars = isBudgetSaid() ? dollars() : Optional.empty();
    return new CloudRequest(
        UpRequest.region(region.get().strip()),
        place.get() == Place.AWS ? profile.get() : Optional.empty(),
        Optional.of(network.get()),
        dollars.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
  }

  /** The request in the place that is chosen; of one that stands only what differs is asked. */
  UpRequest in(UpRequest request) {
    if (!place.get().isCloud()) {
      return request;
    }
    CloudRequest chosen = chosen();
    Optional<CloudSettings> before = settled.get();
    CloudRequest asked =
        before
            .map(
                one ->
                    new CloudRequest(
                        Optional.empty(),
                        chosen.profile().filter(name -> !one.profile().equals(Optional.of(name))),
                        Optional.empty(),
                        chosen.budget().equals(one.budget())
                            ? OptionalDouble.empty()
                            : chosen.budget()))
            .orElse(chosen);
    return request.on(Optional.of(place.get().platform()), asked);
  }
}
