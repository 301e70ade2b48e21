package stentor.aws.preflight;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.eks.model.AddonVersionInfo;
import software.amazon.awssdk.services.eks.model.DescribeAddonVersionsResponse;
import software.amazon.awssdk.services.eks.model.VersionStatus;
import stentor.aws.Account;
import stentor.aws.call.Pages;

/** Asks EC2 and EKS what they offer in a region. */
public final class AwsOffers
    implements TypeCheck.Offers, VersionCheck.Versions, DriverCheck.Drivers {

  private static final String ZONE = "availability-zone";

  private final Account account;

  /** What is offered to this account. */
  public AwsOffers(Account account) {
    this.account = account;
  }

  @Override
  public Set<String> zones() throws InterruptedException {
    return account
        .calls()
        .require(
            "ec2:DescribeAvailabilityZones",
            () -> account.clients().ec2().describeAvailabilityZones())
        .availabilityZones()
        .stream()
        .filter(zone -> Optional.ofNullable(zone.zoneType()).filter(ZONE::equals).isPresent())
        .map(AvailabilityZone::zoneName)
        .collect(Collectors.toSet());
  }

  @Override
  public Set<String> zonesWith(String type) throws InterruptedException {
    return account
        .calls()
        .require(
            "ec2:DescribeInstanceTypeOfferings",
            () ->
                account
                    .clients()
                    .ec2()
                    .describeInstanceTypeOfferings(
                        request ->
                            request
                                .locationType(LocationType.AVAILABILITY_ZONE)
                                .filters(
                                    Filter.builder().name("instance-type").values(type).build())))
        .instanceTypeOfferings()
        .stream()
        .map(InstanceTypeOffering::location)
        .collect(Collectors.toSet());
  }

  @Override
  public List<VersionCheck.Version> supported() throws InterruptedException {
    return account
        .calls()
        .require(
            "eks:DescribeClusterVersions",
            () ->
                account
                    .clients()
                    .eks()
                    .describeClusterVersions(
                        request -> request.versionStatus(VersionStatus.STANDARD_SUPPORT)))
        .clusterVersions()
        .stream()
        .map(
            version ->
                new VersionCheck.Version(
                    version.clusterVersion(),
                    Optional.ofNullable(version.endOfStandardSupportDate())))
        .toList();
  }

  @Override
  public List<String> drivers(String kubernetes) throws InterruptedException {
    return new Pages<DescribeAddonVersionsResponse>(
            token ->
                account
                    .clients()
                    .eks()
                    .describeAddonVersions(
                        request ->
                            request
                                .addonName(DriverVersion.ADDON)
                                .kubernetesVersion(kubernetes)
                                .nextToken(token.orElse(null))),
            DescribeAddonVersionsResponse::nextToken)
            .all(
                account.calls(), "eks:DescribeAddonVersions", DescribeAddonVersionsResponse::addons)
            .stream()
            .flatMap(addon -> addon.addonVersions().stream())
            .map(AddonVersionInfo::addonVersion)
            .toList();
  }
}
