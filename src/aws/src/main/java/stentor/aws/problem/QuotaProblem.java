package stentor.aws.problem;

import java.util.List;

/**
 * The account may not have as many of something as are needed.
 *
 * @param name what it is for, for example {@code VPCs}
 * @param service code of its service, as Service Quotas knows it
 * @param quota code of the quota
 * @param region where
 * @param limit how many there may be
 * @param used how many there are
 * @param needed how many are needed on top
 * @param use what they are needed for
 * @param blocks whether making the environment needs them; else it can be made, and is not as large
 *     as it was asked for
 */
public record QuotaProblem(
    String name,
    String service,
    String quota,
    String region,
    long limit,
    long used,
    long needed,
    String use,
    boolean blocks)
    implements PreflightProblem {

  @Override
  public String code() {
    return "quota_too_low";
  }

  @Override
  public String what() {
    return "The account's quota of %s in %s leaves %d, and %s needs %d"
        .formatted(name, region, Math.max(0, limit - used), use, needed);
  }

  @Override
  public String why() {
    return "%d of %d are in use (quota %s)".formatted(used, limit, quota);
  }

  @Override
  public List<String> fixes() {
    return List.of(
        "Ask for more: Request increase at"
            + " https://%s.console.aws.amazon.com/servicequotas/home/services/%s/quotas/%s"
                .formatted(region, service, quota),
        "Delete what nobody uses, or name another region with --region.");
  }
}
