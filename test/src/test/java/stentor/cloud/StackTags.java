package stentor.cloud;

import java.util.Set;

/** Which resources get the tags of their stack (owner, environment, expiry) by CloudFormation. */
final class StackTags {

  /**
   * Types whose resources CloudFormation tags with the tags of their stack, as their schemas say.
   */
  static final Set<String> REACH =
      Set.of(
          "AWS::EC2::EIP",
          "AWS::EC2::Instance",
          "AWS::EC2::InstanceConnectEndpoint",
          "AWS::EC2::InternetGateway",
          "AWS::EC2::KeyPair",
          "AWS::EC2::NatGateway",
          "AWS::EC2::RouteTable",
          "AWS::EC2::SecurityGroup",
          "AWS::EC2::Subnet",
          "AWS::EC2::VPC",
          "AWS::EC2::VPCEndpoint",
          "AWS::ECR::Repository",
          "AWS::EFS::AccessPoint",
          "AWS::EFS::FileSystem",
          "AWS::EKS::AccessEntry",
          "AWS::EKS::Addon",
          "AWS::EKS::Cluster",
          "AWS::EKS::PodIdentityAssociation",
          "AWS::IAM::Role",
          "AWS::S3::Bucket",
          "AWS::SQS::Queue",
          "AWS::StepFunctions::StateMachine");

  /**
   * Types that have no tags, cost nothing, and are found by their names or by what they belong to.
   */
  static final Set<String> DO_NOT_REACH =
      Set.of(
          "AWS::CloudFormation::WaitCondition",
          "AWS::CloudFormation::WaitConditionHandle",
          "AWS::EC2::Route",
          "AWS::EC2::SecurityGroupEgress",
          "AWS::EC2::SecurityGroupIngress",
          "AWS::EC2::SubnetRouteTableAssociation",
          "AWS::EC2::VPCGatewayAttachment",
          "AWS::EFS::MountTarget",
          "AWS::IAM::InstanceProfile",
          "AWS::IAM::ManagedPolicy",
          "AWS::S3::BucketPolicy",
          "AWS::SQS::QueuePolicy",
          "AWS::Scheduler::Schedule");

  private StackTags() {}
}
