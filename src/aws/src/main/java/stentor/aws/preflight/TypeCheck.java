package stentor.aws.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import stentor.aws.problem.PreflightProblem;

/** Whether enough zones have the instance types. */
public final class TypeCheck implements Check {

  private final List<Need> needs;
  private final Offers offers;

  /** Knows what is offered where. */
  public interface Offers {
    /** The zones that the account uses. */
    Set<String> zones() throws InterruptedException;

    /** Those of the zones that have the instance type. */
    Set<String> zonesWith(String type) throws InterruptedException;
  }

  /**
   * An instance type that is needed.
   *
   * @param type the type
   * @param use what it is for
   * @param zones how many zones have to have it
   * @param atOnce whether it is needed to make the environment; else only when it is used
   */
  public record Need(String type, String use, int zones, boolean atOnce) {}

  /** A check of these needs. */
  public TypeCheck(List<Need> needs, Offers offers) {
    this.needs = List.copyOf(needs);
    this.offers = offers;
  }

  @Override
  public String subject() {
    return "The instance types of the zones";
  }

  @Override
  public List<PreflightProblem> look() throws InterruptedException {
    Set<String> zones = offers.zones();
    List<PreflightProblem> found = new ArrayList<>();
    for (Need need : needs) {
      Set<String> with = new TreeSet<>(offers.zonesWith(need.type()));
      with.retainAll(zones);
      Set<String> without = new TreeSet<>(zones);
      without.removeAll(with);
      if (with.size() < need.zones()) {
        found.add(
            new PreflightProblem.TypeMissing(
                need.type(), need.use(), with, without, need.zones(), need.atOnce()));
      }
    }
    return found;
  }
}
