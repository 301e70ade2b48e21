package stentor.cluster.diagnosis;

import java.util.List;
import java.util.Locale;
import stentor.speech.problem.Problem;

/**
 * Something in a cluster that does not work.
 *
 * @param cause why
 * @param kind of the object that it happens to, for example {@code pod}
 * @param name of that object
 * @param evidence the very words of the cluster from which it is known
 */
public record ClusterProblem(Cause cause, String kind, String name, String evidence)
    implements Problem {

  @Override
  public String code() {
    return "cluster_" + cause.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String what() {
    return "The " + kind + " " + name + " " + cause.sentence();
  }

  @Override
  public String why() {
    return evidence;
  }

  @Override
  public List<String> fixes() {
    return cause.remedies().stream().map(Remedy::sentence).toList();
  }
}
