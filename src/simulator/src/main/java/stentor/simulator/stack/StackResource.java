package stentor.simulator.stack;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** A resource of a stack, as far as the stack knows it. Used while the world is locked. */
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class StackResource {

  String logicalId = "";
  String type = "";
  String physicalId = "";
  ResourceStatus status = ResourceStatus.CREATE_IN_PROGRESS;
  Optional<String> reason = Optional.empty();
  Instant at = Instant.EPOCH;

  /** When what happens with it will be done. */
  Optional<Instant> due = Optional.empty();

  /** Why what happens with it will fail. */
  Optional<String> doom = Optional.empty();

  /** Those that must not go before it. */
  Set<String> needs = new LinkedHashSet<>();

  ObjectNode properties = JsonNodeFactory.instance.objectNode();

  /** What it was before the change that is under way. */
  Optional<ObjectNode> formerProperties = Optional.empty();

  Optional<String> formerPhysicalId = Optional.empty();

  /** Whether the operation under way has looked at it. */
  boolean visited;

  /** Whether it is new in the operation under way. */
  boolean added;

  boolean retained;
  DriftStatus drift = DriftStatus.NOT_CHECKED;
  Optional<Instant> driftAt = Optional.empty();

  StackResource() {}

  StackResource(String logicalId, String type) {
    this.logicalId = logicalId;
    this.type = type;
  }

  /** Whether a resource is as its template says. */
  public enum DriftStatus {
    /** Nobody looked. */
    NOT_CHECKED,
    /** It is. */
    IN_SYNC,
    /** It was changed. */
    MODIFIED,
    /** It was deleted. */
    DELETED
  }

  /** Its name in the template. */
  public String logicalId() {
    return logicalId;
  }

  /** For example {@code AWS::EC2::VPC}. */
  public String type() {
    return type;
  }

  /** Its id in its service, empty while there is none. */
  public String physicalId() {
    return physicalId;
  }

  /** Its status. */
  public ResourceStatus status() {
    return status;
  }

  /** Why it has its status. */
  public Optional<String> reason() {
    return reason;
  }

  /** Since when it has its status. */
  public Instant at() {
    return at;
  }

  /** Whether it was changed outside of its stack, as far as somebody looked. */
  public DriftStatus drift() {
    return drift;
  }

  /** When somebody looked. */
  public Optional<Instant> driftAt() {
    return driftAt;
  }

  /** As its stack made it. */
  public ObjectNode properties() {
    return properties;
  }

  boolean there() {
    return status == ResourceStatus.CREATE_COMPLETE
        || status == ResourceStatus.UPDATE_COMPLETE
        || status == ResourceStatus.UPDATE_FAILED
        || status == ResourceStatus.DELETE_FAILED;
  }
}
