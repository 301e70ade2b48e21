package stentor.simulator.tagging;

import java.util.Map;
import java.util.Optional;
import stentor.simulator.world.Resource;

/** ARNs of resources, for the types that the tagging API knows. */
final class ResourceArns {

  /** Service and kind of a type, as ARNs have them. */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("AWS::EC2::VPC", "ec2:vpc/"),
          Map.entry("AWS::EC2::Subnet", "ec2:subnet/"),
          Map.entry("AWS::EC2::SecurityGroup", "ec2:security-group/"),
          Map.entry("AWS::EC2::InternetGateway", "ec2:internet-gateway/"),
          Map.entry("AWS::EC2::RouteTable", "ec2:route-table/"),
          Map.entry("AWS::EC2::NatGateway", "ec2:natgateway/"),
          Map.entry("AWS::EC2::VPCEndpoint", "ec2:vpc-endpoint/"),
          Map.entry("AWS::EC2::EIP", "ec2:elastic-ip/"),
          Map.entry("AWS::EC2::Instance", "ec2:instance/"),
          Map.entry("AWS::EC2::Volume", "ec2:volume/"),
          Map.entry("AWS::EC2::NetworkInterface", "ec2:network-interface/"),
          Map.entry("AWS::EC2::LaunchTemplate", "ec2:launch-template/"),
          Map.entry("AWS::EC2::KeyPair", "ec2:key-pair/"),
          Map.entry("AWS::EC2::InstanceConnectEndpoint", "ec2:instance-connect-endpoint/"),
          Map.entry("AWS::EKS::Cluster", "eks:cluster/"),
          Map.entry("AWS::EFS::FileSystem", "elasticfilesystem:file-system/"),
          Map.entry("AWS::EFS::AccessPoint", "elasticfilesystem:access-point/"),
          Map.entry("AWS::ECR::Repository", "ecr:repository/"),
          Map.entry("AWS::Logs::LogGroup", "logs:log-group:"),
          Map.entry("AWS::ElasticLoadBalancingV2::LoadBalancer", "elasticloadbalancing:"),
          Map.entry("AWS::ElasticLoadBalancingV2::TargetGroup", "elasticloadbalancing:"));

  private ResourceArns() {}

  /** The ARN; absent where the tagging API does not list its type (roles and schedules, say). */
  static Optional<String> of(Resource resource, String region, String account) {
    if (resource.id().startsWith("arn:aws:")) {
      return resource.type().equals("AWS::StepFunctions::StateMachine")
              || KINDS.containsKey(resource.type())
          ? Optional.of(resource.id())
          : Optional.empty();
    }
    if (resource.type().equals("AWS::S3::Bucket")) {
      return Optional.of("arn:aws:s3:::" + resource.id());
    }
    if (resource.type().equals("AWS::SQS::Queue")) {
      return Optional.of(
          "arn:aws:sqs:%s:%s:%s"
              .formatted(
                  region, account, resource.id().substring(resource.id().lastIndexOf('/') + 1)));
    }
    return Optional.ofNullable(KINDS.get(resource.type()))
        .map(kind -> kind.split(":", 2))
        .map(
            kind ->
                "arn:aws:%s:%s:%s:%s%s"
                    .formatted(kind[0], region, account, kind[1], known(resource)));
  }

  private static String known(Resource resource) {
    return switch (resource.type()) {
      case "AWS::EC2::EIP" -> or(resource.attribute("AllocationId"), resource.id());
      case "AWS::EC2::KeyPair" -> or(resource.attribute("KeyPairId"), resource.id());
      default -> resource.id();
    };
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }
}
