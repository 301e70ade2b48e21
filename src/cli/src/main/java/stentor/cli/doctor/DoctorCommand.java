package stentor.cli.doctor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.protocol.json.Documents;

/** {@code stentor doctor}. */
@Command(
    name = "doctor",
    description = "Looks whether this computer has what Stentor needs, and says what mends it.")
public final class DoctorCommand implements Callable<Integer> {

  private final Session session;

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Mixin
  private EnvironmentOption environment = new EnvironmentOption();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /** The command of this session. */
  public DoctorCommand(Session session) {
    this.session = session;
  }

  /**
   * The answer as JSON.
   *
   * @param schema version of the document, 1
   * @param checks all findings
   */
  record Report(int schema, List<Finding> checks) {}

  @Override
  public Integer call() throws InterruptedException {
    List<Finding> findings = new Examination(session.services()).findings();
    if (json) {
      session
          .terminal()
          .answer(new String(Documents.write(new Report(1, findings)), StandardCharsets.UTF_8));
    } else {
      findings.stream().map(DoctorCommand::line).forEach(session.terminal()::answer);
    }
    return findings.stream().allMatch(Finding::ok) ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private static String line(Finding finding) {
    String line =
        "%-8s %-22s %s".formatted(finding.ok() ? "ok" : "problem", finding.name(), finding.found());
    return finding.fixes().isEmpty() ? line : line + ". " + String.join(" ", finding.fixes());
  }
}
