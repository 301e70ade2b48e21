package stentor.aws.preflight;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Region;
import stentor.aws.Account;

/** Asks EC2 for the regions, in the region that its partition has always had. */
public final class AwsRegions implements RegionCheck.Regions {

  /** What it says of regions that the account has to enable first. */
  private static final String NOT_ENABLED = "not-opted-in";

  private final Account account;

  /** Those of this account. */
  public AwsRegions(Account account) {
    this.account = account;
  }

  @Override
  public Map<String, Boolean> all() throws InterruptedException {
    try (Account home = account.in(home(account.region()))) {
      return home
          .calls()
          .require(
              "ec2:DescribeRegions",
              () -> home.clients().ec2().describeRegions(request -> request.allRegions(true)))
          .regions()
          .stream()
          .collect(
              Collectors.toMap(
                  Region::regionName, region -> !NOT_ENABLED.equals(region.optInStatus())));
    }
  }

  private static String home(String region) {
    if (region.startsWith("cn-")) {
      return "cn-north-1";
    }
    return region.startsWith("us-gov-") ? "us-gov-west-1" : "us-east-1";
  }
}
