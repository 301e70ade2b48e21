package stentor.control.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.control.OperatingSystem;
import stentor.control.problem.ControlException;
import stentor.control.problem.InstallationProblem;
import stentor.control.problem.StartProblem;
import stentor.protocol.environment.EnvironmentDocument;

/** Looks what stands in the way of bringing an environment up, before anything is done for it. */
final class Preflight {

  private final Site site;

  Preflight(Site site) {
    this.site = site;
  }

  /**
   * All that stands in the way.
   *
   * @param before what is wanted of it now; absent where it is to be made
   */
  List<ControlException> problems(Optional<EnvironmentDocument> before) throws IOException {
    List<ControlException> problems = new ArrayList<>();
    writable().ifPresent(problems::add);
    if (!site.isSupervised()) {
      try {
        site.launcher().requirePrograms();
      } catch (ControlException missing) {
        problems.add(missing);
      }
      before
          .map(EnvironmentDocument::port)
          .filter(this::isAnothers)
          .ifPresent(port -> problems.add(taken(port)));
    }
    return problems;
  }

  /**
   * Processes of a supervisor that was killed hold the port for some seconds more, which is no
   * problem. Where the system does not tell command lines, they cannot be told from others.
   */
  private boolean isAnothers(int port) {
    return !OperatingSystem.isWindows()
        && PortChoice.answers(port)
        && RunningProcess.byCommandLine(site.folder()).isEmpty();
  }

  private ControlException taken(int port) {
    return new ControlException(new StartProblem.PortTaken(site.folder().name(), port));
  }

  /** The nearest folder that is there must be one in which we may make others. */
  private Optional<ControlException> writable() {
    Path folder = site.folder().path().toAbsolutePath();
    Path there = folder;
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (Files.isDirectory(there) && Files.isWritable(there)) {
      return Optional.empty();
    }
    String reason = Files.isDirectory(there) ? "it cannot be written" : "it is no folder";
    return Optional.of(new ControlException(new InstallationProblem.HomeUnusable(there, reason)));
  }
}
