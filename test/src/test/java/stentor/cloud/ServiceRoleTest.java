package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The rights of the stacks' service role against the schemas of what it makes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ServiceRoleTest {

  /** Actions of handlers for properties that no template here has. */
  private static final Set<String> NEVER_DONE =
      Set.of(
          // keys of one's own, parameters, other services that a bucket or an endpoint may be
          // joined to
          "kms:",
          "ssm:",
          "s3tables:",
          "vpc-lattice:",
          "vpce:AllowMultiRegion",
          // VPN gateways, encryption controls of a VPC, transferred addresses, key pairs made at
          // AWS
          "ec2:AttachVpnGateway",
          "ec2:DetachVpnGateway",
          "ec2:DescribeVpnGateways",
          "ec2:CreateVpcEncryptionControl",
          "ec2:AcceptAddressTransfer",
          "ec2:AssociateAddress",
          "ec2:CreateKeyPair",
          // tenancy, IPv6, more addresses of a NAT gateway
          "ec2:ModifyVpcTenancy",
          "ec2:AssociateSubnetCidrBlock",
          "ec2:DisassociateSubnetCidrBlock",
          "ec2:AssignPrivateNatGatewayAddress",
          "ec2:AssociateNatGatewayAddress",
          "ec2:DisassociateNatGatewayAddress",
          "ec2:UnassignPrivateNatGatewayAddress",
          // instances: volumes beside the root's, launch templates, placement, maintenance,
          // monitoring, changes of the profile
          "ec2:AttachVolume",
          "ec2:DetachVolume",
          "ec2:DescribeLaunchTemplateVersions",
          "ec2:ModifyInstanceMaintenanceOptions",
          "ec2:ModifyInstancePlacement",
          "ec2:ModifyPrivateDnsNameOptions",
          "ec2:MonitorInstances",
          "ec2:UnmonitorInstances",
          "ec2:AssociateIamInstanceProfile",
          "ec2:DisassociateIamInstanceProfile",
          "ec2:ReplaceIamInstanceProfileAssociation",
          // copies of the file system
          "elasticfilesystem:CreateReplicationConfiguration",
          "elasticfilesystem:DeleteReplicationConfiguration",
          // an authority of certificates that is exchanged
          "eks:ActivateCertificateAuthority",
          // buckets: taking a property back, and what is beside encryption, versions, lifecycle,
          // ownership, tags and the public access block
          "s3:CreateBucketMetadataTableConfiguration",
          "s3:DeleteObject",
          "s3:DeleteBucketAnalyticsConfiguration",
          "s3:DeleteBucketCors",
          "s3:DeleteBucketEncryption",
          "s3:DeleteBucketLifecycle",
          "s3:DeleteBucketMetadataTableConfiguration",
          "s3:DeleteBucketMetricsConfiguration",
          "s3:DeleteBucketReplication",
          "s3:DeleteBucketWebsite",
          "s3:UpdateBucketMetadataAnnotationTableConfiguration",
          "s3:UpdateBucketMetadataInventoryTableConfiguration",
          "s3:UpdateBucketMetadataJournalTableConfiguration",
          "s3:PutAccelerateConfiguration",
          "s3:PutAnalyticsConfiguration",
          "s3:PutBucketAbac",
          "s3:PutBucketAcl",
          "s3:PutBucketCORS",
          "s3:PutBucketLogging",
          "s3:PutBucketNotification",
          "s3:PutBucketObjectLockConfiguration",
          "s3:PutBucketReplication",
          "s3:PutBucketWebsite",
          "s3:PutIntelligentTieringConfiguration",
          "s3:PutInventoryConfiguration",
          "s3:PutMetricsConfiguration",
          "s3:PutObjectAcl",
          "s3:PutObjectLockConfiguration",
          "s3:PutReplicationConfiguration",
          "s3:GetObject",
          "s3:GetObjectVersion");

  /**
   * The service role against what the handlers of the resource types say they need: nothing is
   * missing but what the templates' properties never make them do.
   */
  @Test
  void the_service_role_may_do_what_handlers_of_its_resource_types_need() throws Exception {
    RolePolicies roles = new RolePolicies("lab");
    Set<String> types =
        CloudTemplate.all().stream()
            .filter(template -> !template.name().equals("roles"))
            .flatMap(template -> template.resources().values().stream())
            .map(resource -> resource.path("Type").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    String printed = TemplatePython.with("cfnlint").run("handler_permissions.py", types);
    JsonNode needed = new ObjectMapper().readTree(printed);

    Map<String, List<String>> missing = new TreeMap<>();
    needed
        .properties()
        .forEach(
            type -> {
              List<String> actions =
                  CloudTemplate.list(type.getValue()).stream()
                      .map(JsonNode::asText)
                      .filter(
                          action -> !roles.mentions("ServiceRole", action) && !isNeverDone(action))
                      .toList();
              if (!actions.isEmpty()) {
                missing.put(type.getKey(), actions);
              }
            });
    assertThat(needed.size()).isEqualTo(types.size());
    assertThat(missing).isEmpty();
  }

  private static boolean isNeverDone(String action) {
    return NEVER_DONE.stream()
        .anyMatch(
            prefix -> action.equals(prefix) || (prefix.endsWith(":") && action.startsWith(prefix)));
  }
}
