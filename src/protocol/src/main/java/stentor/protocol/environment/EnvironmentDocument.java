package stentor.protocol.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import stentor.protocol.json.Versioned;

/**
 * What is wanted of an environment: {@code environments/<name>/environment.json}. Replaced as a
 * whole by whoever holds the writer's lock; read by all.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param environment its name
 * @param platform {@code local}, {@code aws} or {@code rehearsal}
 * @param wanted whether it shall run
 * @param since when it was made
 * @param port TCP port of the master on loopback; stays as long as the environment exists
 * @param models what it shall serve, in order of preference
 * @param expiresAt when it ends by itself; absent: never
 * @param idleSeconds seconds without a job after which it ends by itself; absent: never
 * @param store where jobs are kept: {@code s3://BUCKET/PREFIX}; absent: in the environment's folder
 * @param cloud what was settled about it on the cloud; absent on this computer
 */
public record EnvironmentDocument(
    int schema,
    EnvironmentName environment,
    String platform,
    Wanted wanted,
    Instant since,
    int port,
    List<WantedModel> models,
    Optional<Instant> expiresAt,
    OptionalLong idleSeconds,
    Optional<URI> store,
    Optional<CloudSettings> cloud)
    implements Versioned {

  /** One on this computer. */
  public EnvironmentDocument(
      int schema,
      EnvironmentName environment,
      String platform,
      Wanted wanted,
      Instant since,
      int port,
      List<WantedModel> models,
      Optional<Instant> expiresAt,
      OptionalLong idleSeconds,
      Optional<URI> store) {
    this(
        schema,
        environment,
        platform,
        wanted,
        since,
        port,
        models,
        expiresAt,
        idleSeconds,
        store,
        Optional.empty());
  }

  /** Copies the list. */
  public EnvironmentDocument {
    models = List.copyOf(models);
  }

  /** Whether an environment shall run. */
  public enum Wanted {
    /** It shall run, and whoever finds it not running starts it again. */
    @JsonProperty("up")
    UP,
    /** It shall not run; what it keeps is kept. */
    @JsonProperty("stopped")
    STOPPED,
    /** It shall not run, and its jobs are erased. */
    @JsonProperty("down")
    DOWN
  }

  /**
   * A model and how many workers it may have.
   *
   * @param id the model
   * @param version its version
   * @param min fewest workers, 0 or more
   * @param max most workers, at least {@code min} and 1
   */
  public record WantedModel(String id, String version, int min, int max) {

    /** Checks the range. */
    public WantedModel {
      if (min < 0 || max < 1 || max < min) {
        throw new IllegalArgumentException("Not a range of workers: " + min + ".." + max);
      }
    }
  }

  /** The same, wanted otherwise. */
  public EnvironmentDocument withWanted(Wanted other) {
    return with(other, expiresAt, cloud);
  }

  /** The same with another end. */
  public EnvironmentDocument withExpiresAt(Optional<Instant> other) {
    return with(wanted, other, cloud);
  }

  /** The same with other settings for the cloud. */
  public EnvironmentDocument withCloud(CloudSettings other) {
    return with(wanted, expiresAt, Optional.of(other));
  }

  private EnvironmentDocument with(
      Wanted otherWanted, Optional<Instant> otherEnd, Optional<CloudSettings> otherCloud) {
    return new EnvironmentDocument(
        schema,
        environment,
        platform,
        otherWanted,
        since,
        port,
        models,
        otherEnd,
        idleSeconds,
        store,
        otherCloud);
  }
}
