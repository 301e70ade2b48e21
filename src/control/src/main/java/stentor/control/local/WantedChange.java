package stentor.control.local;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import stentor.control.Platform;
import stentor.control.WorkerRange;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;

/** What is wanted of an environment after somebody asked for something. Pure. */
final class WantedChange {

  private WantedChange() {}

  /** The document of a new environment. */
  static EnvironmentDocument made(Platform.Wanted wanted, String platform, Instant now, int port) {
    return new EnvironmentDocument(
        EnvironmentDocument.SCHEMA,
        wanted.environment(),
        platform,
        EnvironmentDocument.Wanted.UP,
        now,
        port,
        models(List.of(), wanted),
        wanted.expire().map(now::plus),
        idleSeconds(wanted, OptionalLong.empty()),
        Optional.empty());
  }

  /**
   * The document of one that is there. An end that has passed does not end it again, and the idle
   * end of one that was passing is no end of one that was asked for.
   *
   * @param passing whether it was up for the sake of one command only
   */
  static EnvironmentDocument changed(
      EnvironmentDocument before, boolean passing, Platform.Wanted wanted, Instant now) {
    OptionalLong idle = passing && !wanted.passing() ? OptionalLong.empty() : before.idleSeconds();
    Optional<Instant> end = before.expiresAt().filter(now::isBefore);
    return new EnvironmentDocument(
        EnvironmentDocument.SCHEMA,
        before.environment(),
        before.platform(),
        EnvironmentDocument.Wanted.UP,
        before.since(),
        before.port(),
        models(before.models(), wanted),
        wanted.expire().map(now::plus).or(() -> end),
        idleSeconds(wanted, idle),
        before.store());
  }

  /** The document of one that ends at another time. */
  static EnvironmentDocument extended(EnvironmentDocument before, Instant end) {
    return new EnvironmentDocument(
        EnvironmentDocument.SCHEMA,
        before.environment(),
        before.platform(),
        before.wanted(),
        before.since(),
        before.port(),
        before.models(),
        Optional.of(end),
        before.idleSeconds(),
        before.store());
  }

  /** The document of one in which a model may have other numbers of workers. */
  static EnvironmentDocument scaled(EnvironmentDocument before, String id, WorkerRange range) {
    return new EnvironmentDocument(
        EnvironmentDocument.SCHEMA,
        before.environment(),
        before.platform(),
        before.wanted(),
        before.since(),
        before.port(),
        before.models().stream()
            .map(model -> model.id().equals(id) ? with(id, model.version(), range) : model)
            .toList(),
        before.expiresAt(),
        before.idleSeconds(),
        before.store());
  }

  private static OptionalLong idleSeconds(Platform.Wanted wanted, OptionalLong before) {
    return wanted.idle().map(idle -> OptionalLong.of(idle.toSeconds())).orElse(before);
  }

  private static List<WantedModel> models(List<WantedModel> before, Platform.Wanted wanted) {
    List<WantedModel> models = new ArrayList<>();
    Set<String> served = new HashSet<>();
    for (WantedModel model : before) {
      boolean meant =
          wanted.models().isEmpty()
              || wanted.models().stream().anyMatch(named -> named.id().equals(model.id()));
      models.add(
          wanted
              .workers()
              .filter(range -> meant)
              .map(range -> with(model.id(), model.version(), range))
              .orElse(model));
      served.add(model.id());
    }
    WorkerRange range = wanted.workers().orElse(WorkerRange.LOCAL_DEFAULT);
    for (Platform.ModelVersion model : wanted.models()) {
      if (served.add(model.id())) {
        models.add(with(model.id(), model.version(), range));
      }
    }
    return models;
  }

  private static WantedModel with(String id, String version, WorkerRange range) {
    return new WantedModel(id, version, range.min(), range.max());
  }
}
