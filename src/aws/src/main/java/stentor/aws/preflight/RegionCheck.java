package stentor.aws.preflight;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stentor.aws.problem.PreflightProblem;

/**
 * Whether there is such a region, and the account uses it. Made before all others: the name of a
 * region is part of the addresses that are asked.
 */
public final class RegionCheck implements Check {

  private final String region;
  private final Regions regions;

  /** Knows the regions. */
  @FunctionalInterface
  public interface Regions {
    /** All of them by name, each with whether the account uses it. */
    Map<String, Boolean> all() throws InterruptedException;
  }

  /** A check of this region. */
  public RegionCheck(String region, Regions regions) {
    this.region = region;
    this.regions = regions;
  }

  @Override
  public String subject() {
    return "The region";
  }

  @Override
  public List<PreflightProblem> look() throws InterruptedException {
    Map<String, Boolean> all = new TreeMap<>(regions.all());
    if (all.getOrDefault(region, false)) {
      return List.of();
    }
    List<String> usable =
        all.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
    return List.of(new PreflightProblem.RegionUnusable(region, all.containsKey(region), usable));
  }
}
