package stentor.cli.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.progress.Progress;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.json.Documents;

/** {@code stentor down}. */
@Command(
    name = "down",
    description = "Stops an environment, erases its jobs, and proves that nothing is left.")
public final class DownCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Option(names = "--yes", description = "Asks nothing, also where jobs have not ended.")
  private boolean yes;

  @Option(names = "--json", description = "Prints the receipt as JSON.")
  private boolean json;

  /** The command of this session. */
  public DownCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    Optional<Integer> refused = yes ? Optional.empty() : refused();
    if (refused.isPresent()) {
      return refused.get();
    }
    ReceiptDocument receipt;
    try (Progress progress = session.progress(environment.name(), Optional.empty())) {
      receipt = session.services().environments().down(environment.name(), progress);
    }
    tell(receipt);
    return receipt.left().isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private Optional<Integer> refused() throws InterruptedException, IOException {
    long unfinished = session.services().environments().unfinishedJobs(environment.name());
    if (unfinished == 0) {
      return Optional.empty();
    }
    String jobs = unfinished == 1 ? "1 job has" : unfinished + " jobs have";
    Optional<Boolean> confirmed =
        session
            .terminal()
            .confirmed(
                "%s not ended and will be cancelled. Take %s down?"
                    .formatted(jobs, environment.name()));
    if (confirmed.isEmpty()) {
      session
          .terminal()
          .problem(
              "%s not ended and would be cancelled; confirm with stentor down%s --yes"
                  .formatted(jobs, environment.spelled()));
      return Optional.of(ExitStatus.WRONG_USAGE);
    }
    if (!confirmed.get()) {
      session.terminal().note("Nothing was changed.");
      return Optional.of(ExitStatus.FAILED);
    }
    return Optional.empty();
  }

  private void tell(ReceiptDocument receipt) {
    if (json) {
      session.terminal().answer(new String(Documents.write(receipt), StandardCharsets.UTF_8));
      return;
    }
    for (ReceiptDocument.Left left : receipt.left()) {
      session.terminal().answer("%s %s: %s".formatted(left.kind(), left.id(), left.reason()));
    }
    session
        .terminal()
        .answer(receipt.left().isEmpty() ? "nothing left" : receipt.left().size() + " left");
  }
}
