package stentor.aws.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import stentor.aws.problem.PreflightProblem;
import stentor.aws.problem.TakenProblem;

/**
 * Whether the names that a new environment needs are free, and nothing is left of an earlier one.
 * Where stacks of that name stand all that they hold is theirs, and is not told again.
 */
public final class EarlierCheck implements Check {

  /** What cannot be made while another of that name is there. The rest costs, and stops nothing. */
  private static final Set<String> NAMED = Set.of("cluster", "repository", "key-pair");

  private static final String BUCKET = "bucket";
  private static final String ROLE = "role";

  private final Proposal proposal;
  private final Traces traces;

  /** Knows what is there. */
  public interface Traces {
    /** Stacks whose names begin so, by name, each with who made it or nothing. */
    Map<String, String> stacks(String prefix) throws InterruptedException;

    /** Whether anybody in the world has a bucket of that name. */
    boolean hasBucket(String name) throws InterruptedException;

    /** The region of the environment that a role of the account is of, as far as that is known. */
    Optional<String> regionOfRole(String name) throws InterruptedException;

    /** What carries the environment's tag or name, by kind as a sweep names them. */
    Remains remains() throws InterruptedException;
  }

  /**
   * What a sweep found.
   *
   * @param found identities by kind
   * @param unanswered kinds that nothing is known of
   */
  public record Remains(Map<String, List<String>> found, List<String> unanswered) {

    /** Copies the collections. */
    public Remains {
      found = Map.copyOf(found);
      unanswered = List.copyOf(unanswered);
    }
  }

  /** A check for this environment. */
  public EarlierCheck(Proposal proposal, Traces traces) {
    this.proposal = proposal;
    this.traces = traces;
  }

  @Override
  public String subject() {
    return "What has its names already";
  }

  @Override
  public List<PreflightProblem> look() throws InterruptedException {
    Optional<PreflightProblem> stacks = stacks();
    if (stacks.isPresent()) {
      return List.of(stacks.get());
    }
    List<PreflightProblem> found = new ArrayList<>();
    if (traces.hasBucket(proposal.bucket())) {
      found.add(taken(BUCKET, List.of(proposal.bucket())));
    }
    Remains remains = traces.remains();
    if (remains.found().containsKey(ROLE)) {
      found.add(roles(remains.found().get(ROLE)));
    }
    List<String> left = new ArrayList<>();
    new TreeMap<>(remains.found())
        .forEach(
            (kind, ids) -> {
              if (NAMED.contains(kind)) {
                found.add(taken(kind, ids));
              } else if (!kind.equals(BUCKET) && !kind.equals(ROLE)) {
                ids.forEach(id -> left.add(kind + " " + id));
              }
            });
    if (!left.isEmpty()) {
      found.add(new TakenProblem.LeftBehind(proposal.environment(), left));
    }
    if (!remains.unanswered().isEmpty()) {
      found.add(
          new PreflightProblem.NotLookedAt(
              "What an earlier environment may have left",
              "nothing was answered for " + String.join(", ", remains.unanswered()),
              proposal.environment()));
    }
    return found;
  }

  /** Roles are the account's, and an environment of that name may be in another region. */
  private PreflightProblem roles(List<String> names) throws InterruptedException {
    return traces
        .regionOfRole(proposal.names().serviceRole())
        .filter(region -> !region.equals(proposal.region()))
        .<PreflightProblem>map(
            region -> new TakenProblem.InOtherRegion(proposal.environment(), region, names))
        .orElseGet(() -> taken(ROLE, names));
  }

  private static PreflightProblem taken(String kind, List<String> names) {
    return new TakenProblem.NamesTaken(kind.replace('-', ' '), names, "");
  }

  private Optional<PreflightProblem> stacks() throws InterruptedException {
    String prefix = proposal.name() + "-";
    Map<String, String> there = new TreeMap<>(traces.stacks(prefix));
    // Another environment's names may begin like those of this one.
    there.keySet().removeIf(name -> !proposal.parts().contains(name.substring(prefix.length())));
    if (there.isEmpty()) {
      return Optional.empty();
    }
    String owners =
        String.join(
            ", ", there.values().stream().filter(one -> !one.isEmpty()).distinct().toList());
    return Optional.of(new TakenProblem.NamesTaken("stack", List.copyOf(there.keySet()), owners));
  }
}
