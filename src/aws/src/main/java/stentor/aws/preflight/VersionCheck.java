package stentor.aws.preflight;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import stentor.aws.problem.PreflightProblem;

/** Whether there is a version of Kubernetes in standard support that outlives the environment. */
public final class VersionCheck implements Check {

  private final String region;
  private final Instant end;
  private final Versions versions;

  /** Knows the versions. */
  @FunctionalInterface
  public interface Versions {
    /** Those in standard support. */
    List<Version> supported() throws InterruptedException;
  }

  /**
   * A version of Kubernetes.
   *
   * @param name for example {@code 1.36}
   * @param end when its standard support ends; absent where that is not told
   */
  public record Version(String name, Optional<Instant> end) {
    int minor() {
      return Integer.parseInt(name.substring(name.indexOf('.') + 1));
    }
  }

  /**
   * A check.
   *
   * @param end when the environment would end
   */
  public VersionCheck(String region, Instant end, Versions versions) {
    this.region = region;
    this.end = end;
    this.versions = versions;
  }

  @Override
  public String subject() {
    return "The versions of Kubernetes";
  }

  @Override
  public List<PreflightProblem> look() throws InterruptedException {
    Optional<Version> newest =
        versions.supported().stream().max(Comparator.comparingInt(Version::minor));
    if (newest.isEmpty()) {
      return List.of(new PreflightProblem.VersionsMissing(region));
    }
    return newest
        .get()
        .end()
        .filter(support -> support.isBefore(end))
        .<PreflightProblem>map(
            support -> new PreflightProblem.VersionEnds(newest.get().name(), support))
        .stream()
        .toList();
  }
}
