package stentor.protocol.environment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;
import stentor.protocol.identity.TimeOrderedUuid;

/**
 * Names one change of an environment in its journal: a UUID of version 7, so that the order of ids
 * is that of the changes.
 *
 * @param uuid the UUID; always of version 7
 */
public record OperationId(UUID uuid) implements Comparable<OperationId> {

  /** Checks the version. */
  public OperationId {
    TimeOrderedUuid.require(uuid);
  }

  /** A new id. */
  public static OperationId next(Clock clock, RandomGenerator random) {
    return new OperationId(TimeOrderedUuid.next(clock, random));
  }

  /** The id that a document spells. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static OperationId parse(String text) {
    return new OperationId(UUID.fromString(text));
  }

  @Override
  public int compareTo(OperationId other) {
    return toString().compareTo(other.toString());
  }

  @JsonValue
  @Override
  public String toString() {
    return uuid.toString();
  }
}
