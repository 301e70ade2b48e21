package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ClusterVersionInformation;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.VersionStatus;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanningTest {

  private static final Map<String, String> TAGS = Map.of("stentor:environment", "lab");

  @TempDir Path folder;
  private Account account;

  @BeforeEach
  void start() throws Exception {
    account = new Account(folder);
  }

  @AfterEach
  void stop() {
    account.close();
  }

  @Test
  void Versions_say_which_is_the_default_and_how_well_they_are_supported() {
    try (EksClient eks = account.client(EksClient.builder())) {
      assertThat(eks.describeClusterVersions(request -> {}).clusterVersions())
          .extracting(ClusterVersionInformation::clusterVersion)
          .containsExactly("1.36", "1.35", "1.34");
      assertThat(
              eks.describeClusterVersions(
                      request -> request.versionStatus(VersionStatus.STANDARD_SUPPORT))
                  .clusterVersions())
          .filteredOn(ClusterVersionInformation::defaultVersion)
          .extracting(ClusterVersionInformation::clusterVersion)
          .containsExactly("1.36");
    }
  }

  @Test
  void A_cluster_is_described_with_what_belongs_to_it() {
    account.put(
        "AWS::EKS::Cluster",
        "stentor-lab",
        Map.of("Version", "1.36", "ResourcesVpcConfig", Map.of("SubnetIds", List.of("subnet-1"))),
        TAGS,
        false,
        "CREATING");
    account.put(
        "AWS::EKS::Addon",
        "stentor-lab|aws-efs-csi-driver",
        Map.of("ClusterName", "stentor-lab", "AddonName", "aws-efs-csi-driver"),
        TAGS);
    try (EksClient eks = account.client(EksClient.builder())) {
      var cluster = eks.describeCluster(request -> request.name("stentor-lab")).cluster();
      assertThat(cluster.status()).isEqualTo(ClusterStatus.CREATING);
      assertThat(cluster.resourcesVpcConfig().subnetIds()).containsExactly("subnet-1");
      assertThat(cluster.tags()).isEqualTo(TAGS);
      assertThat(eks.listClusters().clusters()).containsExactly("stentor-lab");
      assertThat(eks.listAddons(request -> request.clusterName("stentor-lab")).addons())
          .containsExactly("aws-efs-csi-driver");
      assertThat(
              eks.describeAddon(
                      request -> request.clusterName("stentor-lab").addonName("aws-efs-csi-driver"))
                  .addon()
                  .statusAsString())
          .isEqualTo("ACTIVE");
      assertThat(
              eks.listAccessEntries(request -> request.clusterName("stentor-lab")).accessEntries())
          .isEmpty();
      assertThat(
              eks.listPodIdentityAssociations(request -> request.clusterName("stentor-lab"))
                  .associations())
          .isEmpty();
      assertThatThrownBy(() -> eks.describeCluster(request -> request.name("other")))
          .isInstanceOf(ResourceNotFoundException.class);
    }
  }

  @Test
  void The_alias_of_the_image_names_an_image_that_is_there() {
    try (SsmClient ssm = account.client(SsmClient.builder());
        Ec2Client ec2 = account.client(Ec2Client.builder())) {
      String image =
          ssm.getParameter(
                  request ->
                      request.name(
                          "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"))
              .parameter()
              .value();
      assertThat(ec2.describeImages(request -> request.imageIds(image)).images())
          .extracting(Image::architectureAsString)
          .containsExactly("arm64");
      assertThatThrownBy(() -> ssm.getParameter(request -> request.name("/none")))
          .isInstanceOf(ParameterNotFoundException.class);
      assertThat(ssm.getParameters(request -> request.names("/none")).invalidParameters())
          .containsExactly("/none");
    }
  }

  @Test
  void A_price_is_found_by_what_it_is_for() {
    try (PricingClient pricing = account.client(PricingClient.builder())) {
      List<String> found =
          pricing
              .getProductsPaginator(
                  request ->
                      request
                          .serviceCode("AmazonEC2")
                          .maxResults(1)
                          .filters(
                              filter("instanceType", "t4g.small"),
                              filter("regionCode", "us-east-1")))
              .priceList()
              .stream()
              .toList();
      assertThat(found).hasSize(1);
      assertThat(found.getFirst()).contains("\"USD\":\"0.0168\"", "\"unit\":\"Hrs\"");
    }
  }

  @Test
  void A_quota_that_was_never_applied_for_has_its_default_only() {
    try (ServiceQuotasClient quotas = account.client(ServiceQuotasClient.builder())) {
      assertThat(
              quotas
                  .getServiceQuota(request -> request.serviceCode("ec2").quotaCode("L-34B43A08"))
                  .quota()
                  .value())
          .isEqualTo(64);
      assertThatThrownBy(
              () ->
                  quotas.getServiceQuota(
                      request -> request.serviceCode("vpc").quotaCode("L-A4707A72")))
          .isInstanceOf(NoSuchResourceException.class);
      assertThat(
              quotas
                  .getAWSDefaultServiceQuota(
                      request -> request.serviceCode("vpc").quotaCode("L-A4707A72"))
                  .quota()
                  .value())
          .isEqualTo(5);
    }
  }

  @Test
  void A_quota_is_as_a_test_wants_it() throws Exception {
    account.fault("{\"kind\":\"quota\",\"type\":\"L-34B43A08\",\"value\":5}");
    try (ServiceQuotasClient quotas = account.client(ServiceQuotasClient.builder())) {
      assertThat(
              quotas
                  .getServiceQuota(request -> request.serviceCode("ec2").quotaCode("L-34B43A08"))
                  .quota()
                  .value())
          .isEqualTo(5);
    }
  }

  @Test
  void Tags_are_listed_page_by_page_and_for_a_while_after_the_end() {
    for (int i = 0; i < 3; i++) {
      account.put("AWS::EC2::VPC", "vpc-" + i, Map.of(), TAGS);
    }
    account.put("AWS::EC2::VPC", "vpc-untagged", Map.of(), Map.of());
    account.world().remove("AWS::EC2::VPC", "vpc-0");
    try (ResourceGroupsTaggingApiClient tagging =
        account.client(ResourceGroupsTaggingApiClient.builder())) {
      assertThat(listed(tagging)).hasSize(3).allMatch(arn -> arn.contains(":vpc/vpc-"));
      account.world().advance(Duration.ofMinutes(11));
      assertThat(listed(tagging)).hasSize(2);
    }
  }

  private static List<String> listed(ResourceGroupsTaggingApiClient tagging) {
    return tagging
        .getResourcesPaginator(
            request ->
                request
                    .resourcesPerPage(2)
                    .tagFilters(
                        List.of(
                            TagFilter.builder().key("stentor:environment").values("lab").build())))
        .resourceTagMappingList()
        .stream()
        .map(ResourceTagMapping::resourceARN)
        .toList();
  }

  private static Filter filter(String field, String value) {
    return Filter.builder().type(FilterType.TERM_MATCH).field(field).value(value).build();
  }
}
