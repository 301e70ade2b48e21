package stentor.cli.environment;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.progress.Progress;

/** {@code stentor rollback}. */
@Command(
    name = "rollback",
    description = "Makes an environment what it was at an earlier revision.",
    footer = {
      "",
      "Each plan that stentor up carries out on aws is a revision, from 1 on. When the",
      "environment ends stays as it is."
    })
public final class RollbackCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Parameters(paramLabel = "REVISION", description = "Number of the revision.")
  private int revision;

  /** The command of this session. */
  public RollbackCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Progress progress = session.progress(environment.name(), Optional.empty())) {
      var _ = session.services().environments().rollback(environment.name(), revision, progress);
    }
    session
        .terminal()
        .answer("%s is as it was at revision %d".formatted(environment.name(), revision));
    return ExitStatus.DONE;
  }
}
