package stentor.control.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import stentor.control.environment.DetachedProgram;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.problem.ControlException;
import stentor.control.problem.InstallationProblem;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.program.Dist;

/** Starts the program that keeps an environment on this computer. */
public final class SupervisorLauncher {

  private static final String NAME = "supervisor";

  private final DetachedProgram program;

  /**
   * Describes where everything is.
   *
   * @param dist the built programs; absent where this process was not started from them
   * @param home Stentor's folder
   */
  public SupervisorLauncher(Optional<Dist> dist, Path home) {
    this.program = new DetachedProgram(NAME, dist, home);
  }

  /**
   * Finds out whether it can be started.
   *
   * @throws ControlException with {@link InstallationProblem.MissingPart} if it is not there
   */
  void requirePrograms() {
    program.require();
  }

  /**
   * Starts it. What it writes to its standard output and error is added to its log.
   *
   * @throws ControlException with {@link InstallationProblem.MissingPart} if it is not there
   */
  Process start(EnvironmentFolder folder) throws IOException {
    Path output = folder.supervisorLog();
    boolean inBucket = folder.wanted().flatMap(EnvironmentDocument::store).isPresent();
    return program.start(
        inBucket ? DetachedProgram.Variables.ALL : DetachedProgram.Variables.WITHOUT_CLOUD,
        List.of(RunningProcess.mark(folder)),
        List.of("--environment", folder.name().value()),
        output);
  }
}
