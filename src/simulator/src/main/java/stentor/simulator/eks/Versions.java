package stentor.simulator.eks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.Nodes;
import stentor.simulator.world.World;

/**
 * Kubernetes versions and how long they are supported: 1.34 to 1.36, as of November 2026; the dates
 * of 1.36 and the ends of extended support are assumed.
 */
final class Versions {

  private static final List<Version> ALL =
      List.of(
          new Version("1.36", LocalDate.of(2026, 6, 3), LocalDate.of(2027, 8, 2), true),
          new Version("1.35", LocalDate.of(2026, 1, 27), LocalDate.of(2027, 3, 27), false),
          new Version("1.34", LocalDate.of(2025, 10, 2), LocalDate.of(2026, 12, 2), false));

  private final World world;

  private record Version(String name, LocalDate since, LocalDate until, boolean isDefault) {}

  Versions(World world) {
    this.world = world;
  }

  ObjectNode describe(Call call) {
    List<String> asked = call.texts("clusterVersions");
    String status = call.text("versionStatus").orElse("");
    ObjectNode answer = Nodes.object();
    answer.set(
        "clusterVersions",
        Nodes.list(
            ALL.stream()
                .filter(version -> asked.isEmpty() || asked.contains(version.name()))
                .filter(version -> !call.isTrue("defaultOnly") || version.isDefault())
                .map(this::shape)
                .filter(
                    shape ->
                        status.isEmpty() || shape.path("versionStatus").asText().equals(status))));
    return answer;
  }

  private ObjectNode shape(Version version) {
    boolean standard = world.now().isBefore(start(version.until()));
    return Nodes.object()
        .put("clusterVersion", version.name())
        .put("clusterType", "eks")
        .put("defaultVersion", version.isDefault())
        .put("defaultPlatformVersion", "eks.1")
        .put("kubernetesPatchVersion", version.name() + ".1")
        .put("releaseDate", start(version.since()).getEpochSecond())
        .put("endOfStandardSupportDate", start(version.until()).getEpochSecond())
        .put("endOfExtendedSupportDate", start(version.until().plusYears(1)).getEpochSecond())
        .put("status", standard ? "standard-support" : "extended-support")
        .put("versionStatus", standard ? "STANDARD_SUPPORT" : "EXTENDED_SUPPORT");
  }

  private static Instant start(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
