package stentor.app.launch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import stentor.app.async.Ending;
import stentor.app.async.TaskRunner;
import stentor.app.change.OngoingChanges;
import stentor.app.environment.Place;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.settings.SettingsStore;
import stentor.app.text.Messages;
import stentor.control.Environments;
import stentor.control.HumanDuration;
import stentor.control.UpRequest;
import stentor.control.WorkerRange;
import stentor.protocol.environment.CloudRequest;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;

/**
 * What a new environment shall be, or what one shall be besides, until it is begun. All that is
 * wrong is known at once, each at its field. Used on the window's thread.
 */
public final class LaunchViewModel {

  private static final int MOST_SUGGESTIONS = 100;

  /** What lives on a cloud ends after this time unless somebody says otherwise. */
  private static final Duration USUAL_LIFE = Duration.ofHours(4);

  private final Optional<EnvironmentName> existing;
  private final Environments environments;
  private final ModelShelf shelf;
  private final Supplier<AwsProfiles.Found> profiles;
  private final CloudAccess access;
  private final SettingsStore settings;
  private final TaskRunner tasks;
  private final OngoingChanges changes;
  private final Navigator navigator;
  private final Messages messages;

  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty fewest = new SimpleStringProperty();
  private final StringProperty most = new SimpleStringProperty();
  private final ObjectProperty<End> expiry = new SimpleObjectProperty<>(new End.Unsaid());
  private final StringProperty expiryText = new SimpleStringProperty("");
  private final ObjectProperty<End> idle = new SimpleObjectProperty<>(new End.Unsaid());
  private final StringProperty idleText = new SimpleStringProperty("");
  private final ObservableList<ModelRow> models =
      FXCollections.observableArrayList(row -> new Observable[] {row.chosenProperty()});
  private final ObservableList<ModelRow> readableModels =
      FXCollections.unmodifiableObservableList(models);
  private final ReadOnlyObjectWrapper<LaunchPhase> phase =
      new ReadOnlyObjectWrapper<>(new LaunchPhase.Looking());
  private final ReadOnlyObjectWrapper<Map<Field, String>> wrong =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final CloudForm cloud;
  private boolean asked;
  private String suggested = "";
  private boolean endSuggested;
  private Set<String> taken = Set.of();
  private Optional<WorkerRange> rangeBefore = Optional.empty();

  /** Something that is chosen. */
  public enum Field {
    /** The environment's name. */
    NAME,
    /** What it serves. */
    MODELS,
    /** How many workers. */
    WORKERS,
    /** When it ends. */
    EXPIRY,
    /** When it ends without jobs. */
    IDLE,
    /** The region of the cloud. */
    REGION,
    /** How much it may cost. */
    BUDGET
  }

  private record Known(
      Set<String> taken,
      List<ModelOffer> offers,
      Optional<EnvironmentDocument> wanted,
      AwsProfiles.Found profiles) {}

  /**
   * Makes one, which knows nothing until {@link #look()}.
   *
   * @param existing the environment that is to be changed; absent: a new one
   * @param profiles finds the profiles of AWS's own tools; asked on any thread
   * @param access as whom the cloud is asked
   * @param settings remember what was chosen last
   */
  public LaunchViewModel(
      Optional<EnvironmentName> existing,
      Environments environments,
      ModelShelf shelf,
      Supplier<AwsProfiles.Found> profiles,
      CloudAccess access,
      SettingsStore settings,
      TaskRunner tasks,
      OngoingChanges changes,
      Navigator navigator,
      Messages messages) {
    this.existing = existing;
    this.environments = environments;
    this.shelf = shelf;
    this.profiles = profiles;
    this.access = access;
    this.settings = settings;
    this.tasks = tasks;
    this.changes = changes;
    this.navigator = navigator;
    this.messages = messages;
    this.cloud = new CloudForm(messages);
    setRange(WorkerRange.LOCAL_DEFAULT);
    existing.ifPresent(known -> name.set(known.value()));
    List<Observable> inputs =
        List.of(name, fewest, most, expiry, expiryText, idle, idleText, models);
    inputs.forEach(input -> input.addListener(changed -> check()));
    cloud.inputs().forEach(input -> input.addListener(changed -> check()));
    cloud.placeProperty().addListener((property, before, now) -> moved());
  }

  private void setRange(WorkerRange range) {
    fewest.set(String.valueOf(range.min()));
    most.set(String.valueOf(range.max()));
  }

  /** The environment that is changed; absent: a new one is made. */
  public Optional<EnvironmentName> existing() {
    return existing;
  }

  /** Where it shall live, and what is asked of a cloud. */
  public CloudForm cloud() {
    return cloud;
  }

  /** As whom the cloud is asked. */
  public CloudAccess access() {
    return access;
  }

  /** Its name. */
  public StringProperty nameProperty() {
    return name;
  }

  /** Fewest workers of each model, a number. */
  public StringProperty fewestProperty() {
    return fewest;
  }

  /** Most workers of each model, a number. */
  public StringProperty mostProperty() {
    return most;
  }

  /** When it ends. */
  public ObjectProperty<End> expiryProperty() {
    return expiry;
  }

  /** The time of {@link End.Other}, as people write it. */
  public StringProperty expiryTextProperty() {
    return expiryText;
  }

  /** When it ends without jobs. */
  public ObjectProperty<End> idleProperty() {
    return idle;
  }

  /** The time of {@link End.Other}, as people write it. */
  public StringProperty idleTextProperty() {
    return idleText;
  }

  /** The models that may be chosen. */
  public ObservableList<ModelRow> models() {
    return readableModels;
  }

  /** How far it is. */
  public ReadOnlyObjectProperty<LaunchPhase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  /** How far it is. */
  public LaunchPhase phase() {
    return phase.get();
  }

  /** All that is wrong, by field, as it was at the last change of any of them. */
  public ReadOnlyObjectProperty<Map<Field, String>> wrongProperty() {
    return wrong.getReadOnlyProperty();
  }

  /**
   * What a field says is wrong; empty for nothing. A name is judged while it is typed, what else is
   * wrong once somebody asks for the plan.
   */
  public String wrong(Field field) {
    boolean told = asked || field == Field.NAME;
    return told ? wrong.get().getOrDefault(field, "") : "";
  }

  /** Looks up what can be chosen. */
  public void look() {
    phase.set(new LaunchPhase.Looking());
    var _ =
        tasks.quietly(
            messages.text("launch.task.look"),
            report -> known(),
            Ending.of(this::show, problem -> phase.set(new LaunchPhase.Blind(problem))));
  }

  private Known known() throws InterruptedException {
    Set<String> names = new LinkedHashSet<>();
    for (EnvironmentName one : environments.all()) {
      if (environments.wanted(one).isPresent()) {
        names.add(one.value());
      }
    }
    return new Known(
        names,
        shelf.offers(),
        existing.isPresent() ? environments.wanted(existing.get()) : Optional.empty(),
        profiles.get());
  }

  private void show(Known known) {
    taken = known.taken();
    List<WantedModel> served = known.wanted().map(EnvironmentDocument::models).orElse(List.of());
    List<String> ids = served.stream().map(WantedModel::id).toList();
    models.setAll(
        known.offers().stream()
            .map(
                offer ->
                    new ModelRow(
                        offer, ids.contains(offer.id()), offer.isDefault() && served.isEmpty()))
            .toList());
    rangeBefore =
        served.stream().findFirst().map(model -> new WorkerRange(model.min(), model.max()));
    rangeBefore.ifPresent(this::setRange);
    if (existing.isEmpty()) {
      cloud.know(
          known.profiles(),
          Place.of(settings.current().lastPlatform()),
          settings.current().lastCloud().orElse(CloudRequest.NONE));
    } else {
      cloud.know(
          known.profiles(),
          Place.of(known.wanted().map(EnvironmentDocument::platform)),
          known.wanted().flatMap(EnvironmentDocument::cloud));
    }
    suggestName();
    check();
    phase.set(new LaunchPhase.Choosing());
  }

  /** A cloud is never left without an end by oversight, and its environments have other names. */
  private void moved() {
    if (existing.isPresent()) {
      return;
    }
    suggestName();
    boolean isCloud = cloud.place().isCloud();
    if (isCloud && expiry.get() instanceof End.Unsaid) {
      endSuggested = true;
      expiry.set(new End.After(USUAL_LIFE));
    } else if (!isCloud && endSuggested) {
      endSuggested = false;
      expiry.set(new End.Unsaid());
    }
  }

  private void suggestName() {
    if (existing.isEmpty() && (name.get().isEmpty() || name.get().equals(suggested))) {
      suggested = suggestion();
      name.set(suggested);
    }
  }

  private String suggestion() {
    if (!cloud.place().isCloud() && !taken.contains(EnvironmentName.DEFAULT.value())) {
      return EnvironmentName.DEFAULT.value();
    }
    for (int number = 1; number < MOST_SUGGESTIONS; number++) {
      String suggested = number == 1 ? "lab" : "lab-" + number;
      if (!taken.contains(suggested)) {
        return suggested;
      }
    }
    return "";
  }

  private void check() {
    Map<Field, String> found = new EnumMap<>(Field.class);
    nameProblem().ifPresent(text -> found.put(Field.NAME, text));
    if (existing.isEmpty() && models.stream().noneMatch(ModelRow::isChosen)) {
      found.put(Field.MODELS, messages.text("launch.wrong.models"));
    }
    if (range().isEmpty()) {
      found.put(Field.WORKERS, messages.text("launch.wrong.workers", WorkerRange.MOST));
    }
    if (expiry.get() instanceof End.Other && HumanDuration.of(squeezed(expiryText)).isEmpty()) {
      found.put(Field.EXPIRY, messages.text("launch.wrong.time"));
    }
    if (!cloud.place().isCloud()
        && idle.get() instanceof End.Other
        && HumanDuration.of(squeezed(idleText)).isEmpty()) {
      found.put(Field.IDLE, messages.text("launch.wrong.time"));
    }
    found.putAll(cloud.wrong());
    wrong.set(Map.copyOf(found));
  }

  private Optional<String> nameProblem() {
    String text = name.get();
    if (existing.isPresent()) {
      return Optional.empty();
    }
    if (EnvironmentName.of(text).isEmpty()) {
      return Optional.of(
          messages.text(text.isEmpty() ? "launch.wrong.name.none" : "launch.wrong.name"));
    }
    return taken.contains(text)
        ? Optional.of(messages.text("launch.wrong.name.taken", text))
        : Optional.empty();
  }

  private static String squeezed(StringProperty text) {
    return text.get().replace(" ", "");
  }

  private Optional<WorkerRange> range() {
    return WorkerRange.of(squeezed(fewest) + ".." + squeezed(most));
  }

  /** Makes the plan of what was chosen, unless something is wrong with it: then that is told. */
  public void plan() {
    asked = true;
    // Said again: fields show only now what is wrong with them.
    wrong.set(Map.of());
    check();
    if (!wrong.get().isEmpty()) {
      return;
    }
    UpRequest request = request();
    phase.set(new LaunchPhase.Planning());
    var _ =
        tasks.quietly(
            messages.text("launch.task.plan", request.environment()),
            report -> environments.plan(request),
            Ending.of(
                plan -> phase.set(new LaunchPhase.Planned(plan)),
                problem -> phase.set(new LaunchPhase.Unplanned(problem))));
  }

  /** What is asked for; nothing may be {@linkplain #wrongProperty() wrong}. */
  UpRequest request() {
    List<String> chosen = new ArrayList<>();
    for (ModelRow row : models) {
      if (row.isChosen() && !row.isServed()) {
        chosen.add(row.offer().id());
      }
    }
    Optional<WorkerRange> range = range().filter(now -> !Optional.of(now).equals(rangeBefore));
    Optional<Duration> quiet = cloud.place().isCloud() ? Optional.empty() : time(idle, idleText);
    return cloud.in(
        new UpRequest(
            new EnvironmentName(name.get()), chosen, range, time(expiry, expiryText), quiet));
  }

  /** How long what is planned lives, where that is said or usual. */
  public Optional<Duration> life() {
    Optional<Duration> said = time(expiry, expiryText);
    return existing.isEmpty() && cloud.place().isCloud()
        ? said.or(() -> Optional.of(USUAL_LIFE))
        : said;
  }

  private static Optional<Duration> time(ObjectProperty<End> end, StringProperty text) {
    return end.get() instanceof End.Other ? HumanDuration.of(squeezed(text)) : end.get().after();
  }

  /** Whether there is a plan that nothing stands in the way of. */
  public boolean canStart() {
    return phase.get() instanceof LaunchPhase.Planned(PlanDocument plan)
        && plan.problems().isEmpty();
  }

  /** Begins what is planned, and goes to where it can be followed. */
  public void start() {
    if (canStart()) {
      UpRequest request = request();
      if (existing.isEmpty()) {
        Place place = cloud.place();
        Optional<CloudRequest> remembered =
            place.isCloud() ? Optional.of(cloud.chosen()) : Optional.empty();
        settings.change(before -> before.withLaunch(place.platform(), remembered));
      }
      var _ = changes.up(request, existing.isEmpty());
      navigator.replace(new Screen.Change(request.environment()));
    }
  }

  /** From the plan to what was chosen, which is as it was; from there to where one came from. */
  public void back() {
    switch (phase.get()) {
      case LaunchPhase.Planned _, LaunchPhase.Unplanned _, LaunchPhase.Planning _ ->
          phase.set(new LaunchPhase.Choosing());
      case LaunchPhase.Looking _, LaunchPhase.Blind _, LaunchPhase.Choosing _ -> navigator.back();
    }
  }
}
