package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import stentor.jobs.queue.QueueName;
import stentor.protocol.environment.EnvironmentName;

/** What the templates in {@code cloudformation/} keep to, and that it would be seen if not. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TemplatePolicyTest {

  private static final List<CloudTemplate> TEMPLATES = CloudTemplate.all();

  /** What breaks a rule, and that rule alone of those about the same thing. */
  private static final Map<TemplateRule, List<String>> BAD =
      Map.ofEntries(
          Map.entry(
              TemplateRule.NO_PUBLIC_BUCKET,
              List.of(
                  "Resources: {Bucket: {Type: 'AWS::S3::Bucket'}}",
                  """
              Resources:
                Bucket:
                  Type: AWS::S3::Bucket
                  Properties:
                    PublicAccessBlockConfiguration: {BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true}
              """,
                  """
              Resources:
                Bucket:
                  Type: AWS::S3::Bucket
                  Properties:
                    AccessControl: PublicRead
                    PublicAccessBlockConfiguration: {BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true}
              """,
                  """
              Resources:
                Policy:
                  Type: AWS::S3::BucketPolicy
                  Properties:
                    PolicyDocument: {Statement: [{Effect: Allow, Principal: {AWS: '*'}, Action: s3:GetObject, Resource: '*'}]}
              """)),
          Map.entry(
              TemplateRule.NO_OPEN_INGRESS,
              List.of(
                  "Resources: {Rule: {Type: 'AWS::EC2::SecurityGroupIngress', Properties: {IpProtocol: tcp, CidrIp: 0.0.0.0/0}}}",
                  "Resources: {Group: {Type: 'AWS::EC2::SecurityGroup', Properties: {SecurityGroupIngress: [{CidrIpv6: '::/0'}]}}}",
                  "Resources: {Rule: {Type: 'AWS::EC2::SecurityGroupIngress', Properties: {CidrIp: 0.0.0.0/1}}}",
                  "Resources: {Cluster: {Type: 'AWS::EKS::Cluster', Properties: {ResourcesVpcConfig: {EndpointPublicAccess: true}}}}",
                  """
              Parameters: {Allowed: {Type: String, AllowedPattern: '[0-9./]+'}}
              Resources: {Rule: {Type: 'AWS::EC2::SecurityGroupIngress', Properties: {CidrIp: !Ref Allowed}}}
              """)),
          Map.entry(
              TemplateRule.ENCRYPTED_AT_REST,
              List.of(
                  "Resources: {Files: {Type: 'AWS::EFS::FileSystem', Properties: {Encrypted: false}}}",
                  "Resources: {Bucket: {Type: 'AWS::S3::Bucket'}}",
                  "Resources: {Queue: {Type: 'AWS::SQS::Queue', Properties: {SqsManagedSseEnabled: false}}}",
                  "Resources: {Images: {Type: 'AWS::ECR::Repository'}}",
                  "Resources: {Disk: {Type: 'AWS::EC2::Volume'}}",
                  "Resources: {Machine: {Type: 'AWS::EC2::Instance'}}",
                  "Resources: {Machine: {Type: 'AWS::EC2::Instance', Properties: {BlockDeviceMappings: [{Ebs: {VolumeSize: 8}}]}}}")),
          Map.entry(
              TemplateRule.TLS_ONLY,
              List.of(
                  "Resources: {Bucket: {Type: 'AWS::S3::Bucket'}}",
                  "Resources: {Files: {Type: 'AWS::EFS::FileSystem'}}",
                  """
              Resources:
                One: {Type: 'AWS::SQS::Queue'}
                Two: {Type: 'AWS::SQS::Queue'}
                Policy:
                  Type: AWS::SQS::QueuePolicy
                  Properties:
                    Queues: [!Ref One]
                    PolicyDocument:
                      Statement:
                        - {Effect: Deny, Principal: '*', Action: 'sqs:*', Condition: {Bool: {'aws:SecureTransport': 'false'}}}
              """)),
          Map.entry(
              TemplateRule.NOBODY_LOCKED_OUT,
              List.of(
                  """
              Resources:
                Files:
                  Type: AWS::EFS::FileSystem
                  Properties:
                    FileSystemPolicy:
                      Statement:
                        - {Effect: Deny, Principal: {AWS: '*'}, Action: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}}}
              """)),
          Map.entry(
              TemplateRule.NO_WILDCARD_ON_WILDCARD,
              List.of(
                  role("{Effect: Allow, Action: 'ec2:Describe*', Resource: '*'}"),
                  role("{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::mine'}"),
                  role("{Effect: Allow, NotAction: 'iam:*', Resource: 'arn:aws:s3:::mine'}"),
                  role("{Effect: Allow, Action: ['s3:Get*'], Resource: ['arn:aws:s3:::*']}"))),
          Map.entry(
              TemplateRule.PARAMETERS_EXPLAINED,
              List.of(
                  "Parameters: {Size: {Type: String, AllowedPattern: '[0-9]+'}}",
                  "Parameters: {Size: {Type: String, Description: How large it is.}}")),
          Map.entry(TemplateRule.OUTPUTS_EXPLAINED, List.of("Outputs: {Size: {Value: '1'}}")),
          Map.entry(
              TemplateRule.TAGGED,
              List.of(
                  "Resources: {Launch: {Type: 'AWS::EC2::LaunchTemplate'}}",
                  "Resources: {Machine: {Type: 'AWS::EC2::Instance', Properties: {PropagateTagsToVolumeOnCreation: false}}}")),
          Map.entry(
              TemplateRule.METADATA_BY_TOKEN,
              List.of(
                  "Resources: {Machine: {Type: 'AWS::EC2::Instance', Properties: {MetadataOptions: {HttpTokens: optional}}}}")),
          Map.entry(
              TemplateRule.DESCRIBED_AS_EC2_TAKES_IT,
              List.of(
                  "Resources: {Group: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: The gate's own}}}",
                  "Resources: {Rule: {Type: 'AWS::EC2::SecurityGroupIngress', Properties: {Description: for <all>}}}",
                  "Resources: {Group: {Type: 'AWS::EC2::SecurityGroup', Properties: {SecurityGroupEgress: [{Description: one's own}]}}}")));

  private static String role(String statement) {
    return """
    Resources:
      Role:
        Type: AWS::IAM::Role
        Properties:
          Policies: [{PolicyName: loose, PolicyDocument: {Statement: [%s]}}]
    """
        .formatted(statement);
  }

  static Stream<Arguments> bad() {
    return BAD.entrySet().stream()
        .flatMap(rule -> rule.getValue().stream().map(text -> Arguments.of(rule.getKey(), text)));
  }

  @ParameterizedTest
  @EnumSource
  void every_template_keeps_to(TemplateRule rule) {
    assertThat(TEMPLATES).flatMap(rule::brokenBy).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void a_template_that_does_not_is_seen(TemplateRule rule, String template) {
    assertThat(rule.brokenBy(CloudTemplate.parse("bad", template))).isNotEmpty();
  }

  @Test
  void every_rule_has_templates_that_break_it() {
    assertThat(BAD.keySet()).containsExactlyInAnyOrder(TemplateRule.values());
  }

  @Test
  void there_is_a_template_for_every_part() {
    assertThat(TEMPLATES)
        .extracting(CloudTemplate::name)
        .containsExactlyInAnyOrderElementsOf(StackOrder.NEEDS.keySet());
  }

  @Test
  void no_stack_can_be_deleted_before_those_that_need_it() {
    assertThat(StackOrder.broken(TEMPLATES)).isEmpty();
  }

  @Test
  void a_missing_or_wrong_import_is_seen() {
    CloudTemplate outlives =
        CloudTemplate.parse("storage", "Resources: {Files: {Type: 'AWS::EFS::FileSystem'}}");
    CloudTemplate wrong =
        CloudTemplate.parse(
            "jobs",
            "Resources: {Bucket: {Properties: {Tags: [{Value: !ImportValue {'Fn::Sub': 'stentor-${Environment}-roles-Nothing'}}]}}}");

    assertThat(StackOrder.broken(List.of(outlives, wrong)))
        .containsExactly(
            "jobs imports roles-Nothing, which nobody exports",
            "storage can outlive network: it imports nothing of it");
  }

  @Test
  void a_key_that_is_there_twice_is_an_error() {
    assertThatThrownBy(() -> CloudTemplate.parse("bad", "Outputs: {}\nOutputs: {}"))
        .hasMessageContaining("duplicate key Outputs");
  }

  @Test
  void names_of_environments_are_those_of_the_product() {
    assertThat(TEMPLATES)
        .extracting(
            template -> template.root().at("/Parameters/Environment/AllowedPattern").asText())
        .containsOnly("^" + EnvironmentName.PATTERN + "$");
  }

  /** Else masters and workers would look for other queues than those that are there. */
  @Test
  void names_of_queues_are_those_that_masters_and_workers_use() {
    assertThat(CloudTemplate.named("queues").resources("AWS::SQS::Queue").values())
        .extracting(
            queue ->
                queue
                    .at("/Properties/QueueName/Fn::Sub")
                    .asText()
                    .replace("${Environment}", "lab")
                    .replace("${Model}", "tiny"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(QueueName.Kind.values())
                .map(kind -> new QueueName(new EnvironmentName("lab"), "tiny", kind).toString())
                .toList());
  }

  /** Else one could not read what the other writes. */
  @Test
  void the_gate_writes_as_the_user_of_the_access_point() {
    CloudTemplate storage = CloudTemplate.named("storage");
    JsonNode point = storage.resources().get("AccessPoint").path("Properties");

    assertThat(storage.outputs().get("PosixId").path("Value").asText())
        .isEqualTo(point.at("/PosixUser/Uid").asText())
        .isEqualTo(point.at("/PosixUser/Gid").asText())
        .isEqualTo(point.at("/RootDirectory/CreationInfo/OwnerUid").asText());
    assertThat(CloudTemplate.named("gate").valuesOf("PosixId"))
        .extracting(value -> value.at("/Fn::ImportValue/Fn::Sub").asText())
        .containsExactly("stentor-${Environment}-storage-PosixId");
  }

  /** They would cost $0.60 an hour more, or keep node pools that nobody asked for. */
  @Test
  void the_cluster_is_in_auto_mode_without_pools_and_without_extended_support() {
    JsonNode cluster = CloudTemplate.named("cluster").resources().get("Cluster").path("Properties");

    assertThat(cluster.at("/UpgradePolicy/SupportType").asText()).isEqualTo("STANDARD");
    assertThat(cluster.at("/ComputeConfig").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("Enabled");
    assertThat(
            List.of(
                cluster.at("/ComputeConfig/Enabled").asBoolean(),
                cluster.at("/StorageConfig/BlockStorage/Enabled").asBoolean(),
                cluster.at("/KubernetesNetworkConfig/ElasticLoadBalancing/Enabled").asBoolean()))
        .containsOnly(true);
    assertThat(cluster.at("/AccessConfig/AuthenticationMode").asText()).isEqualTo("API");
    assertThat(cluster.at("/AccessConfig/BootstrapClusterCreatorAdminPermissions").asBoolean(true))
        .isFalse();
  }

  /** What bills by the hour is what the machine of the end deletes, whose role names it. */
  @Test
  void what_bills_by_the_hour_is_what_ends_by_itself() {
    Set<String> ended =
        PolicyStatement.ofIdentities(CloudTemplate.named("roles")).stream()
            .filter(statement -> statement.resource().equals("ExpiryMachineRole"))
            .flatMap(statement -> statement.targets().stream())
            .map(
                target ->
                    target.path("Fn::Sub").asText().replaceAll(".*\\$\\{Environment}-|/\\*$", ""))
            .collect(Collectors.toSet());

    assertThat(ended)
        .isEqualTo(
            StackOrder.NEEDS.entrySet().stream()
                .filter(part -> part.getValue().contains("expiry"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
  }
}
