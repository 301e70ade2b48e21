package stentor.cli.environment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.control.problem.ToldProblem;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.json.Documents;

/** {@code stentor plan}. */
@Command(
    name = "plan",
    description = "Shows what stentor up would do with the same options, and changes nothing.",
    footer = {
      "",
      "Exit status 1 where something stands in the way; it is told with what mends it, and",
      "nothing is saved."
    })
public final class PlanCommand implements Callable<Integer> {

  /** Titles are cut for a screen only. */
  private static final int COLUMNS_OF_NO_SCREEN = 1_000;

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();
  @Mixin private UpOptions options = new UpOptions();

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Writes it to this file too, for stentor up --plan FILE.")
  private @Nullable Path save;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /** The command of this session. */
  public PlanCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    PlanDocument plan = session.services().environments().plan(options.request(environment.name()));
    if (json) {
      session.terminal().answer(new String(Documents.write(plan), StandardCharsets.UTF_8));
    } else {
      int width =
          session
              .terminal()
              .outScreen()
              .map(screen -> screen.size().columns())
              .orElse(COLUMNS_OF_NO_SCREEN);
      PlanText.of(plan, width).forEach(session.terminal()::answer);
      plan.outlook().stream()
          .flatMap(outlook -> outlook.warnings().stream())
          .forEach(
              warning -> session.terminal().note("Note: " + new ToldProblem(warning).sentence()));
      plan.problems().forEach(problem -> session.terminal().problem(new ToldProblem(problem)));
    }
    if (!plan.problems().isEmpty()) {
      return ExitStatus.FAILED;
    }
    if (save != null) {
      PlanFile.write(save, plan);
      session.terminal().note("Saved; do it with stentor up --plan " + save);
    }
    return ExitStatus.DONE;
  }
}
