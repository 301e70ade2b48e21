package stentor.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.eks.model.ClusterVersionInformation;
import software.amazon.awssdk.services.eks.model.VersionStatus;
import stentor.aws.call.Clients;
import stentor.aws.credentials.Identity;
import stentor.aws.preflight.AwsOffers;
import stentor.aws.preflight.DriverVersion;
import stentor.aws.problem.CallProblem;
import stentor.aws.problem.CloudException;
import stentor.protocol.environment.CloudRequest;
import stentor.protocol.environment.CloudRequest.Network;
import stentor.protocol.environment.CloudSettings;

/** Settles what an environment needs to know before anything of it is made. Asks AWS only. */
final class Choices {

  /** The instance type of the gate; zones without it are left out. */
  static final String GATE_TYPE = "t4g.small";

  private static final String IMAGE =
      "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
  private static final URI PUBLIC_ADDRESS = URI.create("https://checkip.amazonaws.com/");
  private static final String ASKED_ADDRESS = "the address of this computer";
  private static final int MOST_ADDRESS = 64;
  private static final int MOST_ZONES = 3;
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Account account;

  Choices(Account account) {
    this.account = account;
  }

  /** What is settled for a request. */
  CloudSettings settle(CloudRequest request, String incarnation, Identity identity)
      throws InterruptedException {
    String kubernetes = kubernetes();
    return new CloudSettings(
        incarnation,
        identity.account(),
        account.region(),
        request.profile(),
        identity.principal(),
        request.network().orElse(Network.PUBLIC),
        zones(),
        kubernetes,
        image(),
        block(),
        request.budget(),
        Optional.of(driver(kubernetes)),
        Optional.empty());
  }

  private Clients clients() {
    return account.clients();
  }

  private List<String> zones() throws InterruptedException {
    List<AvailabilityZone> zones =
        account
            .calls()
            .require(
                "ec2:DescribeAvailabilityZones", () -> clients().ec2().describeAvailabilityZones())
            .availabilityZones();
    Set<String> offering =
        account
            .calls()
            .require(
                "ec2:DescribeInstanceTypeOfferings",
                () ->
                    clients()
                        .ec2()
                        .describeInstanceTypeOfferings(
                            request ->
                                request
                                    .locationType(LocationType.AVAILABILITY_ZONE)
                                    .filters(
                                        Filter.builder()
                                            .name("instance-type")
                                            .values(GATE_TYPE)
                                            .build())))
            .instanceTypeOfferings()
            .stream()
            .map(InstanceTypeOffering::location)
            .collect(Collectors.toSet());
    List<String> usable =
        zones.stream()
            .filter(zone -> zone.zoneType() == null || zone.zoneType().equals("availability-zone"))
            .map(AvailabilityZone::zoneName)
            .filter(offering::contains)
            .sorted()
            .limit(MOST_ZONES)
            .toList();
    if (usable.size() < 2) {
      throw new CloudException(
          new CallProblem.Incomplete(
              "ec2:DescribeInstanceTypeOfferings", "two zones that have " + GATE_TYPE));
    }
    return usable;
  }

  /** The newest in standard support: a cluster in extended support costs six times as much. */
  String kubernetes() throws InterruptedException {
    return account
        .calls()
        .require(
            "eks:DescribeClusterVersions",
            () ->
                clients()
                    .eks()
                    .describeClusterVersions(
                        request -> request.versionStatus(VersionStatus.STANDARD_SUPPORT)))
        .clusterVersions()
        .stream()
        .map(ClusterVersionInformation::clusterVersion)
        .max(Comparator.comparingInt(Choices::minor))
        .orElseThrow(
            () ->
                new CloudException(
                    new CallProblem.Incomplete(
                        "eks:DescribeClusterVersions", "a version in standard support")));
  }

  /** Named, so that it is new enough: EKS's own choice may be older. */
  String driver(String kubernetes) throws InterruptedException {
    return DriverVersion.newest(new AwsOffers(account).drivers(kubernetes))
        .map(DriverVersion::name)
        .orElseThrow(
            () ->
                new CloudException(
                    new CallProblem.Incomplete(
                        "eks:DescribeAddonVersions",
                        "a version of %s from %s on"
                            .formatted(DriverVersion.ADDON, DriverVersion.OLDEST.name()))));
  }

  private static int minor(String version) {
    return Integer.parseInt(version.substring(version.indexOf('.') + 1));
  }

  /** The newest image of the gate. */
  String image() throws InterruptedException {
    return account
        .calls()
        .require(
            "ssm:GetParameter",
            () -> clients().parameters().getParameter(request -> request.name(IMAGE)))
        .parameter()
        .value();
  }

  /** The CIDR block of this computer alone, as AWS sees it now. */
  String block() throws InterruptedException {
    return address() + "/32";
  }

  /** The address from which AWS sees this computer. */
  private String address() throws InterruptedException {
    URI asked = account.site().endpoint().map(base -> base.resolve("/")).orElse(PUBLIC_ADDRESS);
    String text = account.calls().require(ASKED_ADDRESS, () -> text(asked));
    try {
      return valid(text)
          .orElseThrow(
              () ->
                  new CloudException(
                      new CallProblem.Incomplete(ASKED_ADDRESS, "this computer's address")));
    } catch (UnknownHostException noAddress) {
      throw new CloudException(
          new CallProblem.Incomplete(ASKED_ADDRESS, "this computer's address"), noAddress);
    }
  }

  /**
   * What is answered there; failures are told as the SDK tells them, so that they are waited out.
   */
  private static String text(URI asked) {
    try {
      HttpURLConnection connection = (HttpURLConnection) asked.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try (InputStream body = connection.getInputStream()) {
        return new String(body.readNBytes(MOST_ADDRESS), StandardCharsets.US_ASCII).strip();
      } finally {
        connection.disconnect();
      }
    } catch (IOException unreachable) {
      throw SdkClientException.create("The address of this computer is not told", unreachable);
    }
  }

  /** An address of IPv4 in digits, which is never looked up as a name. */
  private static Optional<String> valid(String text) throws UnknownHostException {
    return text.matches("\\d{1,3}(\\.\\d{1,3}){3}")
        ? Optional.of(InetAddress.getByName(text).getHostAddress())
        : Optional.empty();
  }
}
