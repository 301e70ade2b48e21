package stentor.aws.preflight;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import stentor.aws.problem.PreflightProblem;

/** Whether the cluster can have a driver for file systems that is new enough. */
public final class DriverCheck implements Check {

  private final VersionCheck.Versions versions;
  private final Drivers drivers;

  /** Knows the drivers. */
  @FunctionalInterface
  public interface Drivers {
    /** Names of the versions for this version of Kubernetes. */
    List<String> drivers(String kubernetes) throws InterruptedException;
  }

  /** A check. */
  public DriverCheck(VersionCheck.Versions versions, Drivers drivers) {
    this.versions = versions;
    this.drivers = drivers;
  }

  @Override
  public String subject() {
    return "The driver for file systems";
  }

  @Override
  public List<PreflightProblem> look() throws InterruptedException {
    Optional<VersionCheck.Version> newest =
        versions.supported().stream().max(Comparator.comparingInt(VersionCheck.Version::minor));
    if (newest.isEmpty()) {
      // Told by the check of these versions.
      return List.of();
    }
    List<String> offered = drivers.drivers(newest.get().name());
    return DriverVersion.newest(offered).isPresent()
        ? List.of()
        : List.of(new PreflightProblem.DriverTooOld(newest.get().name(), offered));
  }
}
