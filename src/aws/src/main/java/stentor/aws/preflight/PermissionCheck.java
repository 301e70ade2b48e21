package stentor.aws.preflight;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import stentor.aws.preflight.Simulation.Answer;
import stentor.aws.preflight.Simulation.Verdict;
import stentor.aws.problem.PreflightProblem;

/**
 * Whether whoever makes the environment may do all that it takes. Nobody can tell for the root
 * user, for whom no policies are simulated.
 */
public final class PermissionCheck implements Check {

  private final Proposal proposal;
  private final Simulation simulation;
  private final MissingPermissions file;

  /** A check for this environment, which writes down what is missing. */
  public PermissionCheck(Proposal proposal, Simulation simulation, MissingPermissions file) {
    this.proposal = proposal;
    this.simulation = simulation;
    this.file = file;
  }

  @Override
  public String subject() {
    return "What you may do in the account";
  }

  @Override
  public List<PreflightProblem> look() throws IOException, InterruptedException {
    file.clear();
    if (proposal.identity().isRoot()) {
      return List.of(notLookedAt("AWS simulates no policies for the account's root user"));
    }
    List<ActionGroup> missing = new ArrayList<>();
    Set<String> refused = new TreeSet<>();
    Set<String> forbidden = new TreeSet<>();
    Set<String> unknown = new TreeSet<>();
    for (ActionGroup group : new PlannedActions(proposal).groups()) {
      List<Verdict> verdicts = simulation.of(group);
      List<String> lacking = new ArrayList<>(those(verdicts, Answer.NOT_ALLOWED));
      lacking.addAll(those(verdicts, Answer.REFUSED));
      if (!lacking.isEmpty()) {
        missing.add(group.only(lacking.stream().sorted().toList()));
      }
      refused.addAll(those(verdicts, Answer.REFUSED));
      forbidden.addAll(those(verdicts, Answer.FORBIDDEN));
      unknown.addAll(those(verdicts, Answer.UNKNOWN));
    }
    List<PreflightProblem> found = new ArrayList<>();
    missing(missing, refused).ifPresent(found::add);
    if (!forbidden.isEmpty()) {
      found.add(
          new PreflightProblem.ForbiddenByOrganization(List.copyOf(forbidden), proposal.region()));
    }
    if (!unknown.isEmpty()) {
      found.add(
          notLookedAt("conditions of policies decide on %s".formatted(String.join(", ", unknown))));
    }
    return found;
  }

  private Optional<PreflightProblem> missing(List<ActionGroup> missing, Set<String> refused)
      throws IOException {
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    file.write(missing);
    Set<String> actions = new TreeSet<>();
    missing.forEach(group -> actions.addAll(group.actions()));
    return Optional.of(
        new PreflightProblem.PermissionsMissing(
            List.copyOf(actions), List.copyOf(refused), file.file().toString()));
  }

  private PreflightProblem notLookedAt(String reason) {
    return new PreflightProblem.NotLookedAt(subject(), reason, proposal.environment());
  }

  private static List<String> those(List<Verdict> verdicts, Answer answer) {
    return verdicts.stream()
        .filter(verdict -> verdict.answer() == answer)
        .map(Verdict::action)
        .toList();
  }
}
