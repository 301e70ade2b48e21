package stentor.simulator.stack;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stentor.simulator.template.Instance;
import stentor.simulator.template.Setting;
import stentor.simulator.template.Template;

/** A stack. Used while the world is locked. */
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class Stack {

  static final String TYPE = "AWS::CloudFormation::Stack";

  String id = "";
  String name = "";
  String account = "";
  String region = "";
  StackInput input = new StackInput("", Map.of(), Map.of(), List.of(), Optional.empty());

  /** What it was made of before the change that is under way. */
  Optional<StackInput> former = Optional.empty();

  StackStatus status = StackStatus.CREATE_IN_PROGRESS;

  /** What it was before it was told to go. */
  Optional<StackStatus> formerStatus = Optional.empty();

  Optional<String> reason = Optional.empty();
  Instant createdAt = Instant.EPOCH;
  Optional<Instant> updatedAt = Optional.empty();
  Optional<Instant> deletedAt = Optional.empty();
  Instant visibleAt = Instant.EPOCH;
  CreateOptions.OnFailure onFailure = CreateOptions.OnFailure.ROLLBACK;
  boolean keepsChangesOnFailure;
  OptionalInt timeoutMinutes = OptionalInt.empty();
  Optional<String> token = Optional.empty();
  Optional<String> createToken = Optional.empty();
  String operation = "";
  boolean terminationProtected;
  boolean forced;
  Set<String> retain = new LinkedHashSet<>();
  Map<String, StackResource> resources = new LinkedHashMap<>();

  /** What is replaced or not needed any more. */
  List<StackResource> leaving = new ArrayList<>();

  List<Output> outputs = new ArrayList<>();
  List<StackEvent> events = new ArrayList<>();

  /** When its next step is due, where none of its resources is waited for. */
  Optional<Instant> next = Optional.empty();

  StackResource.DriftStatus drift = StackResource.DriftStatus.NOT_CHECKED;
  Optional<Instant> driftAt = Optional.empty();
  Set<String> imports = new LinkedHashSet<>();

  /** Reading a template takes longer than all else. */
  @JsonIgnore private @Nullable Parsed parsed;

  Stack() {}

  /**
   * What a stack tells.
   *
   * @param name of the output
   * @param value text
   * @param description what it is
   * @param export its name among the exports of the region
   */
  public record Output(
      String name, String value, Optional<String> description, Optional<String> export) {}

  /** ARN. */
  public String id() {
    return id;
  }

  /** Name. */
  public String name() {
    return name;
  }

  /** Region. */
  public String region() {
    return region;
  }

  /** What it is made of. */
  public StackInput input() {
    return input;
  }

  /** Status. */
  public StackStatus status() {
    return status;
  }

  /** Why it has its status. */
  public Optional<String> reason() {
    return reason;
  }

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When it was changed last. */
  public Optional<Instant> updatedAt() {
    return updatedAt;
  }

  /** When it was told to go. */
  public Optional<Instant> deletedAt() {
    return deletedAt;
  }

  /** What is done where it cannot be made. */
  public CreateOptions.OnFailure onFailure() {
    return onFailure;
  }

  /** After how many minutes it counts as one that cannot be made. */
  public OptionalInt timeoutMinutes() {
    return timeoutMinutes;
  }

  /** Whether it is protected from being deleted. */
  public boolean terminationProtected() {
    return terminationProtected;
  }

  /** Its resources, in the order in which they were made. */
  public List<StackResource> resources() {
    return List.copyOf(resources.values());
  }

  StackResource resource(String logicalId) {
    StackResource found = resources.get(logicalId);
    if (found == null) {
      throw new IllegalArgumentException("No resource " + logicalId);
    }
    return found;
  }

  /** What it tells. */
  public List<Output> outputs() {
    return List.copyOf(outputs);
  }

  /** What happened, the oldest first. */
  public List<StackEvent> events() {
    return List.copyOf(events);
  }

  /** Whether it was changed outside, as far as somebody looked. */
  public StackResource.DriftStatus drift() {
    return drift;
  }

  /** When somebody looked. */
  public Optional<Instant> driftAt() {
    return driftAt;
  }

  /** Names of the exports that it takes in. */
  public Set<String> imports() {
    return Set.copyOf(imports);
  }

  /** Whether it is there, by its name too. */
  public boolean exists() {
    return status != StackStatus.DELETE_COMPLETE;
  }

  /** Its template. */
  public Template template() {
    return instance().template();
  }

  /** Its template with its values. */
  Instance instance() {
    Parsed known = parsed;
    if (known == null || !known.from().equals(input)) {
      known = new Parsed(input, instance(input));
      parsed = known;
    }
    return known.instance();
  }

  private record Parsed(StackInput from, Instance instance) {}

  Instance instance(StackInput from) {
    return Instance.of(
        Template.of(from.template()), new Setting(account, region, id, name), from.parameters());
  }

  /** Whatever of it is under way. */
  List<StackResource> underWay() {
    List<StackResource> all = new ArrayList<>(resources.values());
    all.addAll(leaving);
    return all.stream().filter(one -> one.due.isPresent()).toList();
  }
}
