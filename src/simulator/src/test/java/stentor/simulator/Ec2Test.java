package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Vpc;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class Ec2Test {

  private static final Map<String, String> TAGS = Map.of("stentor:environment", "lab");

  @TempDir Path folder;
  private Account account;
  private Ec2Client ec2;

  @BeforeEach
  void start() throws Exception {
    account = new Account(folder);
    ec2 = account.client(Ec2Client.builder());
  }

  @AfterEach
  void stop() {
    ec2.close();
    account.close();
  }

  @Test
  void A_network_is_found_by_its_tag_beside_the_default_one() {
    account.put("AWS::EC2::VPC", "vpc-1", Map.of("CidrBlock", "10.64.0.0/16"), TAGS);
    assertThat(ec2.describeVpcs().vpcs()).hasSize(2);
    assertThat(
            ec2.describeVpcs(request -> request.filters(filter("tag:stentor:environment", "lab")))
                .vpcs())
        .extracting(Vpc::vpcId, Vpc::cidrBlock)
        .containsExactly(tuple("vpc-1", "10.64.0.0/16"));
    assertThat(ec2.describeVpcs(request -> request.filters(filter("is-default", "true"))).vpcs())
        .extracting(Vpc::cidrBlock)
        .containsExactly("172.31.0.0/16");
    assertThatThrownBy(() -> ec2.describeVpcs(request -> request.vpcIds("vpc-none")))
        .satisfies(refused -> assertThat(code(refused)).isEqualTo("InvalidVpcID.NotFound"));
    assertThatThrownBy(() -> ec2.describeVpcs(request -> request.filters(filter("colour", "red"))))
        .satisfies(refused -> assertThat(code(refused)).isEqualTo("InvalidParameterValue"));
  }

  @Test
  void Types_are_offered_zone_by_zone_and_page_by_page() {
    List<InstanceTypeOffering> offerings =
        ec2
            .describeInstanceTypeOfferingsPaginator(
                request ->
                    request
                        .locationType(LocationType.AVAILABILITY_ZONE)
                        .maxResults(5)
                        .filters(filter("instance-type", "c8g.*", "t4g.small")))
            .instanceTypeOfferings()
            .stream()
            .toList();
    assertThat(offerings)
        .extracting(offering -> offering.instanceTypeAsString() + " " + offering.location())
        .doesNotHaveDuplicates()
        .contains("t4g.small eu-central-1c", "c8g.large eu-central-1a")
        .doesNotContain("c8g.large eu-central-1c");
    assertThat(ec2.describeAvailabilityZones().availabilityZones())
        .extracting(AvailabilityZone::zoneName)
        .containsExactly("eu-central-1a", "eu-central-1b", "eu-central-1c");
    assertThat(ec2.describeRegions().regions()).hasSizeGreaterThan(3);
  }

  @Test
  void What_a_service_manages_is_shown_to_those_only_who_ask_for_it() {
    account.put(
        "AWS::EC2::Instance",
        "i-1",
        Map.of("InstanceType", "m7g.large"),
        Map.of("eks:eks-cluster-name", "stentor-lab"),
        true,
        "running");
    assertThat(ec2.describeInstances().reservations()).isEmpty();
    assertThat(
            ec2
                .describeInstancesPaginator(request -> request.overrideConfiguration(managed()))
                .reservations()
                .stream()
                .flatMap(reservation -> reservation.instances().stream()))
        .extracting(Instance::instanceId)
        .containsExactly("i-1");
  }

  @Test
  void A_group_that_an_interface_wears_is_deleted_after_the_interface() {
    account.put("AWS::EC2::VPC", "vpc-1", Map.of("CidrBlock", "10.64.0.0/16"), TAGS);
    account.put("AWS::EC2::Subnet", "subnet-1", Map.of("VpcId", "vpc-1"), TAGS);
    account.put(
        "AWS::EC2::SecurityGroup",
        "sg-1",
        Map.of("VpcId", "vpc-1", "GroupName", "eks-cluster-sg-lab"),
        Map.of());
    account.put(
        "AWS::EC2::NetworkInterface",
        "eni-1",
        Map.of("SubnetId", "subnet-1", "GroupSet", List.of("sg-1")),
        Map.of(),
        false,
        "available");
    assertThat(
            ec2.describeNetworkInterfaces(
                    request ->
                        request.filters(filter("vpc-id", "vpc-1"), filter("status", "available")))
                .networkInterfaces())
        .extracting(NetworkInterface::networkInterfaceId, NetworkInterface::status)
        .containsExactly(tuple("eni-1", NetworkInterfaceStatus.AVAILABLE));
    assertThatThrownBy(() -> ec2.deleteSecurityGroup(request -> request.groupId("sg-1")))
        .satisfies(refused -> assertThat(code(refused)).isEqualTo("DependencyViolation"));
    ec2.deleteNetworkInterface(request -> request.networkInterfaceId("eni-1"));
    ec2.deleteSecurityGroup(request -> request.groupId("sg-1"));
    assertThat(
            ec2.describeSecurityGroups(request -> request.filters(filter("vpc-id", "vpc-1")))
                .securityGroups())
        .extracting(SecurityGroup::groupId)
        .isEmpty();
  }

  @Test
  void An_instance_that_is_terminated_takes_its_interface_with_it() {
    account.put("AWS::EC2::Instance", "i-1", Map.of("InstanceType", "t4g.small"), TAGS);
    account.put(
        "AWS::EC2::NetworkInterface", "eni-1", Map.of("InstanceId", "i-1"), TAGS, false, "in-use");
    assertThatThrownBy(
            () -> ec2.deleteNetworkInterface(request -> request.networkInterfaceId("eni-1")))
        .hasMessageContaining("is currently in use");
    ec2.terminateInstances(request -> request.instanceIds("i-1"));
    assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
  }

  private static AwsRequestOverrideConfiguration managed() {
    return AwsRequestOverrideConfiguration.builder()
        .putRawQueryParameter("IncludeManagedResources", "true")
        .build();
  }

  private static Filter filter(String name, String... values) {
    return Filter.builder().name(name).values(values).build();
  }

  private static String code(Throwable refused) {
    return ((AwsServiceException) refused).awsErrorDetails().errorCode();
  }
}
