package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static stentor.cloud.RolePolicies.ACCOUNT;
import static stentor.cloud.RolePolicies.REGION;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the roles may do and what not, by evaluation of the policies as they are written. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RolesTest {

  private static final String LAB = "lab";
  private static final RolePolicies ROLES = new RolePolicies(LAB);

  private static final String SERVICE = "ServiceRole";
  private static final String EC2 = "arn:aws:ec2:" + REGION + ":" + ACCOUNT + ":";
  private static final String EFS = "arn:aws:elasticfilesystem:" + REGION + ":" + ACCOUNT + ":";
  private static final String EKS = "arn:aws:eks:" + REGION + ":" + ACCOUNT + ":";
  private static final String SQS = "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":";
  private static final String PROFILE = "arn:aws:iam::" + ACCOUNT + ":instance-profile/";
  private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/";
  private static final String STACK =
      "arn:aws:cloudformation:" + REGION + ":" + ACCOUNT + ":stack/";
  private static final String MACHINE =
      "arn:aws:states:" + REGION + ":" + ACCOUNT + ":stateMachine:";
  private static final String SCHEDULE =
      "arn:aws:scheduler:" + REGION + ":" + ACCOUNT + ":schedule/default/";
  private static final String BUCKET = "arn:aws:s3:::stentor-lab-jobs-" + ACCOUNT + "-" + REGION;

  /** Something done to something. */
  private record Call(String role, String action, String resource, Map<String, String> context) {

    static Call of(String role, String action, String resource) {
      return new Call(role, action, resource, Map.of());
    }

    /** To what has the tag of this environment already. */
    Call tagged(String environment) {
      return with("aws:ResourceTag/stentor:environment", environment);
    }

    /** What is made gets the tag of this environment. */
    Call tagging(String environment) {
      return with("aws:RequestTag/stentor:environment", environment);
    }

    Call with(String key, String value) {
      Map<String, String> more = new HashMap<>(context);
      more.put(key, value);
      return new Call(role, action, resource, Map.copyOf(more));
    }

    boolean isAllowed() {
      return ROLES.allow(role, action, resource, context);
    }
  }

  private static Call service(String action, String resource) {
    return Call.of(SERVICE, action, resource);
  }

  private static Call made(String action, String resource) {
    return service(action, resource).tagging(LAB);
  }

  private static Call own(String action, String resource) {
    return service(action, resource).tagged(LAB);
  }

  private static Call tags(String resource, String by) {
    return service("ec2:CreateTags", EC2 + resource).tagging(LAB).with("ec2:CreateAction", by);
  }

  private static Call passed(String role, String to) {
    return service("iam:PassRole", ROLE + role).with("iam:PassedToService", to);
  }

  /** One by one what is done while the stacks are made, used and deleted. */
  static Stream<Call> what_the_plan_does() {
    return Stream.of(
        // network
        made("ec2:CreateVpc", EC2 + "vpc/vpc-1"),
        tags("vpc/vpc-1", "CreateVpc"),
        own("ec2:ModifyVpcAttribute", EC2 + "vpc/vpc-1"),
        made("ec2:CreateSubnet", EC2 + "subnet/subnet-1"),
        own("ec2:CreateSubnet", EC2 + "vpc/vpc-1"),
        own("ec2:ModifySubnetAttribute", EC2 + "subnet/subnet-1"),
        made("ec2:CreateInternetGateway", EC2 + "internet-gateway/igw-1"),
        own("ec2:AttachInternetGateway", EC2 + "internet-gateway/igw-1"),
        own("ec2:AttachInternetGateway", EC2 + "vpc/vpc-1"),
        made("ec2:CreateRouteTable", EC2 + "route-table/rtb-1"),
        own("ec2:CreateRouteTable", EC2 + "vpc/vpc-1"),
        own("ec2:CreateRoute", EC2 + "route-table/rtb-1"),
        own("ec2:AssociateRouteTable", EC2 + "route-table/rtb-1"),
        own("ec2:AssociateRouteTable", EC2 + "subnet/subnet-1"),
        made("ec2:CreateSecurityGroup", EC2 + "security-group/sg-1"),
        own("ec2:CreateSecurityGroup", EC2 + "vpc/vpc-1"),
        own("ec2:AuthorizeSecurityGroupIngress", EC2 + "security-group/sg-1"),
        made("ec2:CreateVpcEndpoint", EC2 + "vpc-endpoint/vpce-1"),
        own("ec2:CreateVpcEndpoint", EC2 + "route-table/rtb-1"),
        service("ec2:DescribeVpcs", "*"),
        // nat
        made("ec2:AllocateAddress", EC2 + "elastic-ip/eipalloc-1"),
        made("ec2:CreateNatGateway", EC2 + "natgateway/nat-1"),
        own("ec2:CreateNatGateway", EC2 + "subnet/subnet-1"),
        own("ec2:CreateNatGateway", EC2 + "elastic-ip/eipalloc-1"),
        own("ec2:DeleteNatGateway", EC2 + "natgateway/nat-1"),
        own("ec2:ReleaseAddress", EC2 + "elastic-ip/eipalloc-1"),
        // gate
        service("iam:CreateInstanceProfile", PROFILE + "stentor-lab-gate"),
        service("iam:AddRoleToInstanceProfile", PROFILE + "stentor-lab-gate"),
        service("iam:DeleteInstanceProfile", PROFILE + "stentor-lab-gate"),
        // storage
        made("elasticfilesystem:CreateFileSystem", EFS + "file-system/fs-1")
            .with("elasticfilesystem:Encrypted", "true"),
        made("elasticfilesystem:TagResource", EFS + "file-system/fs-1")
            .with("elasticfilesystem:CreateAction", "CreateFileSystem"),
        own("elasticfilesystem:PutFileSystemPolicy", EFS + "file-system/fs-1"),
        own("elasticfilesystem:CreateMountTarget", EFS + "file-system/fs-1"),
        own("ec2:CreateNetworkInterface", EC2 + "subnet/subnet-1"),
        service("ec2:CreateNetworkInterface", EC2 + "network-interface/eni-1"),
        own("elasticfilesystem:CreateAccessPoint", EFS + "file-system/fs-1"),
        own("elasticfilesystem:DeleteAccessPoint", EFS + "access-point/fsap-1"),
        own("elasticfilesystem:DeleteFileSystem", EFS + "file-system/fs-1"),
        // registry, jobs, queues
        service(
            "ecr:CreateRepository",
            "arn:aws:ecr:" + REGION + ":" + ACCOUNT + ":repository/stentor-lab/worker"),
        service(
            "ecr:DeleteRepository",
            "arn:aws:ecr:" + REGION + ":" + ACCOUNT + ":repository/stentor-lab/worker"),
        service("s3:CreateBucket", BUCKET),
        service("s3:PutBucketPolicy", BUCKET),
        service("s3:DeleteBucket", BUCKET),
        made("sqs:CreateQueue", SQS + "stentor-lab-Short-tiny"),
        made("sqs:TagQueue", SQS + "stentor-lab-Short-tiny"),
        own("sqs:SetQueueAttributes", SQS + "stentor-lab-Dead-tiny"),
        own("sqs:DeleteQueue", SQS + "stentor-lab-Long-tiny"),
        // cluster
        service("eks:CreateCluster", EKS + "cluster/stentor-lab"),
        service("eks:CreateAccessEntry", EKS + "cluster/stentor-lab"),
        service(
            "eks:AssociateAccessPolicy", EKS + "access-entry/stentor-lab/role/" + ACCOUNT + "/x/1"),
        service("eks:CreatePodIdentityAssociation", EKS + "cluster/stentor-lab"),
        service("eks:DeletePodIdentityAssociation", EKS + "podidentityassociation/stentor-lab/a-1"),
        service("eks:CreateAddon", EKS + "cluster/stentor-lab"),
        service("eks:DescribeAddon", EKS + "addon/stentor-lab/aws-efs-csi-driver/1"),
        service("eks:DeleteCluster", EKS + "cluster/stentor-lab"),
        passed("stentor-lab-cluster", "eks.amazonaws.com"),
        passed("stentor-lab-worker", "pods.eks.amazonaws.com"),
        service("iam:GetRole", ROLE + "stentor-lab-keda"),
        // gate
        made("ec2:RunInstances", EC2 + "instance/i-1"),
        made("ec2:RunInstances", EC2 + "volume/vol-1"),
        tags("volume/vol-1", "RunInstances"),
        service("ec2:RunInstances", EC2 + "network-interface/eni-1"),
        service("ec2:RunInstances", "arn:aws:ec2:" + REGION + "::image/ami-1"),
        own("ec2:RunInstances", EC2 + "subnet/subnet-1"),
        own("ec2:RunInstances", EC2 + "security-group/sg-1"),
        own("ec2:RunInstances", EC2 + "key-pair/stentor-lab-gate"),
        made("ec2:ImportKeyPair", EC2 + "key-pair/stentor-lab-gate"),
        made("ec2:CreateInstanceConnectEndpoint", EC2 + "instance-connect-endpoint/eice-1"),
        passed("stentor-lab-gate", "ec2.amazonaws.com"),
        own("ec2:TerminateInstances", EC2 + "instance/i-1"),
        // expiry
        service("states:CreateStateMachine", MACHINE + "stentor-lab-expiry"),
        service("scheduler:CreateSchedule", SCHEDULE + "stentor-lab-expiry"),
        passed("stentor-lab-expiry-machine", "states.amazonaws.com"),
        passed("stentor-lab-expiry-schedule", "scheduler.amazonaws.com"),
        Call.of("ExpiryScheduleRole", "states:StartExecution", MACHINE + "stentor-lab-expiry"),
        Call.of("ExpiryMachineRole", "cloudformation:DeleteStack", STACK + "stentor-lab-cluster/1"),
        Call.of("ExpiryMachineRole", "cloudformation:DescribeStacks", STACK + "stentor-lab-gate/1"),
        Call.of("ExpiryMachineRole", "cloudformation:DescribeStacks", STACK + "stentor-lab-nat/*"),
        // the service
        Call.of("MasterRole", "sqs:SendMessage", SQS + "stentor-lab-Short-tiny").tagged(LAB),
        Call.of("MasterRole", "sqs:ReceiveMessage", SQS + "stentor-lab-Dead-tiny").tagged(LAB),
        Call.of("MasterRole", "s3:PutObject", BUCKET + "/jobs/1/request.json"),
        Call.of("MasterRole", "s3:ListBucket", BUCKET),
        Call.of("WorkerRole", "sqs:ReceiveMessage", SQS + "stentor-lab-Long-tiny").tagged(LAB),
        Call.of("WorkerRole", "sqs:ChangeMessageVisibility", SQS + "stentor-lab-Long-tiny")
            .tagged(LAB),
        Call.of("WorkerRole", "sqs:SendMessage", SQS + "stentor-lab-Dead-tiny").tagged(LAB),
        Call.of("WorkerRole", "s3:GetObject", BUCKET + "/jobs/1/audio"),
        Call.of("KedaRole", "sqs:GetQueueAttributes", SQS + "stentor-lab-Short-tiny").tagged(LAB));
  }

  @ParameterizedTest
  @MethodSource("what_the_plan_does")
  void is_allowed(Call call) {
    assertThat(call.isAllowed()).isTrue();
  }

  /** Each is near to something that is allowed. */
  static Stream<Call> what_nobody_may_do() {
    return Stream.of(
        // another environment, whose name begins with this one's
        Call.of("MasterRole", "sqs:SendMessage", SQS + "stentor-lab-2-Short-tiny").tagged("lab-2"),
        Call.of("WorkerRole", "sqs:ReceiveMessage", SQS + "stentor-prod-Long-tiny").tagged("prod"),
        Call.of("KedaRole", "sqs:GetQueueAttributes", SQS + "stentor-lab-2-Short-tiny")
            .tagged("lab-2"),
        service("sqs:DeleteQueue", SQS + "stentor-lab-2-Short-tiny").tagged("lab-2"),
        service("sqs:CreateQueue", SQS + "stentor-lab-2-Short-tiny").tagging("lab-2"),
        Call.of(
            "MasterRole",
            "s3:GetObject",
            "arn:aws:s3:::stentor-lab-2-jobs-" + ACCOUNT + "-" + REGION + "/jobs/1/audio"),
        Call.of(
            "ExpiryMachineRole", "cloudformation:DeleteStack", STACK + "stentor-lab-2-cluster/1"),
        Call.of("ExpiryScheduleRole", "states:StartExecution", MACHINE + "stentor-lab-2-expiry"),
        service("eks:DeleteCluster", EKS + "cluster/stentor-lab-2"),
        service("ec2:DeleteVpc", EC2 + "vpc/vpc-2").tagged("lab-2"),
        service("elasticfilesystem:DeleteFileSystem", EFS + "file-system/fs-2").tagged("lab-2"),
        // what is no environment's
        service("ec2:TerminateInstances", EC2 + "instance/i-2"),
        service("ec2:CreateSubnet", EC2 + "vpc/vpc-2").tagging(LAB),
        service("ec2:CreateVpc", EC2 + "vpc/vpc-2"),
        service("ec2:CreateTags", EC2 + "instance/i-2").tagging(LAB),
        service("s3:DeleteBucket", "arn:aws:s3:::payroll"),
        service("elasticfilesystem:CreateFileSystem", EFS + "file-system/fs-2")
            .tagging(LAB)
            .with("elasticfilesystem:Encrypted", "false"),
        service("ec2:RunInstances", EC2 + "instance/i-2"),
        service("scheduler:DeleteSchedule", SCHEDULE + "backup"),
        // more power than its own
        service("iam:CreateUser", "arn:aws:iam::" + ACCOUNT + ":user/eve"),
        service("iam:PutRolePolicy", ROLE + "stentor-lab-service"),
        service("iam:AddRoleToInstanceProfile", PROFILE + "stentor-lab-2-gate"),
        service("iam:CreateInstanceProfile", PROFILE + "stentor-lab-admin"),
        service("iam:PassRole", ROLE + "Admin").with("iam:PassedToService", "ec2.amazonaws.com"),
        passed("stentor-lab-cluster", "ec2.amazonaws.com"),
        passed("stentor-lab-service", "cloudformation.amazonaws.com"),
        service("s3:GetObject", BUCKET + "/jobs/1/audio"),
        service("cloudformation:DeleteStack", STACK + "stentor-lab-roles/1"),
        // what others of the environment do
        Call.of("WorkerRole", "sqs:SendMessage", SQS + "stentor-lab-Short-tiny").tagged(LAB),
        Call.of("WorkerRole", "sqs:ReceiveMessage", SQS + "stentor-lab-Dead-tiny").tagged(LAB),
        Call.of("MasterRole", "sqs:ReceiveMessage", SQS + "stentor-lab-Short-tiny").tagged(LAB),
        Call.of("MasterRole", "sqs:DeleteQueue", SQS + "stentor-lab-Short-tiny").tagged(LAB),
        Call.of("MasterRole", "s3:DeleteBucket", BUCKET),
        Call.of("KedaRole", "sqs:ReceiveMessage", SQS + "stentor-lab-Short-tiny").tagged(LAB),
        Call.of("GateRole", "s3:ListBucket", BUCKET),
        Call.of("ExpiryMachineRole", "cloudformation:DeleteStack", STACK + "stentor-lab-storage/1"),
        Call.of("ExpiryMachineRole", "cloudformation:UpdateStack", STACK + "stentor-lab-gate/1"));
  }

  @ParameterizedTest
  @MethodSource("what_nobody_may_do")
  void is_denied(Call call) {
    assertThat(call.isAllowed()).isFalse();
  }

  @Test
  void roles_of_pods_are_for_one_service_account_of_one_cluster() {
    assertThat(
            Stream.of("MasterRole", "WorkerRole", "KedaRole")
                .map(
                    role ->
                        CloudTemplate.named("roles")
                            .resources()
                            .get(role)
                            .at("/Properties/AssumeRolePolicyDocument/Statement/0"))
                .map(
                    trust ->
                        trust.at("/Principal/Service").asText()
                            + trust
                                .at(
                                    "/Condition/StringEquals/aws:RequestTag~1eks-cluster-name/Fn::Sub")
                                .asText("")
                            + " "
                            + trust
                                .at("/Condition/StringEquals/aws:RequestTag~1kubernetes-namespace")
                                .asText()
                            + "/"
                            + trust
                                .at(
                                    "/Condition/StringEquals/aws:RequestTag~1kubernetes-service-account")
                                .asText()))
        .containsExactly(
            "pods.eks.amazonaws.comstentor-${Environment} stentor/master",
            "pods.eks.amazonaws.comstentor-${Environment} stentor/worker",
            "pods.eks.amazonaws.comstentor-${Environment} keda/keda-operator");
  }

  /** IAM's quotas: 10,240 for all policies inside a role, 6,144 for one beside it. */
  @Test
  void policies_are_within_the_sizes_of_iam() {
    RolePolicies longest = new RolePolicies("abcdefghijklmnopqrst");
    for (String resource : CloudTemplate.named("roles").resources("AWS::IAM::Role").keySet()) {
      assertThat(longest.sizeInside(resource)).as(resource).isLessThan(10_240);
    }
    assertThat(longest.sizeInside("ServiceNetworkPolicy")).isLessThan(6_144);
  }
}
