package stentor.cli.environment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.progress.Progress;
import stentor.control.WorkerRange;
import stentor.control.problem.ControlException;
import stentor.control.problem.RequestProblem;
import stentor.control.problem.RequestProblem.BadRequest.BadInput;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.json.Documents;
import stentor.protocol.model.ModelNames;

/** {@code stentor scale}. */
@Command(
    name = "scale",
    description = "Changes how many workers a model of an environment may have.",
    footer = {
      "",
      "Between MIN and MAX there are as many as the work needs. A worker that is at work ends it",
      "before it goes."
    })
public final class ScaleCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Parameters(index = "0", paramLabel = "ID", description = "The model.")
  private String model = "";

  @Parameters(index = "1", paramLabel = "MIN..MAX", description = "For example 0..4.")
  private String workers = "";

  @Option(names = "--json", description = "Prints what is wanted of the environment now as JSON.")
  private boolean json;

  /** The command of this session. */
  public ScaleCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    WorkerRange range = checked();
    EnvironmentDocument wanted;
    try (Progress progress = session.progress()) {
      wanted = session.services().environments().scale(environment.name(), model, range, progress);
    }
    session
        .terminal()
        .answer(
            json
                ? new String(Documents.write(wanted), StandardCharsets.UTF_8)
                : "%s may have %d to %d workers now".formatted(model, range.min(), range.max()));
    return ExitStatus.DONE;
  }

  private WorkerRange checked() {
    List<BadInput> bad = new ArrayList<>();
    if (!ModelNames.isId(model)) {
      bad.add(new BadInput("ID", model, "a model's id (stentor status shows those served)"));
    }
    Optional<WorkerRange> range = WorkerRange.of(workers);
    if (range.isEmpty()) {
      bad.add(new BadInput("MIN..MAX", workers, "a range, for example 1..2"));
    }
    if (!bad.isEmpty()) {
      throw new ControlException(new RequestProblem.BadRequest(bad));
    }
    return range.orElseThrow();
  }
}
