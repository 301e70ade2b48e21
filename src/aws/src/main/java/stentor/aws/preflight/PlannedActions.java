package stentor.aws.preflight;

import java.util.List;
import java.util.Map;

/**
 * What whoever makes and deletes an environment has to be allowed themselves. What is in the stacks
 * is made by their service role, so that little is needed beside making that role and handing it
 * on.
 */
public final class PlannedActions {

  private static final String EVERYTHING = "*";

  private final Proposal proposal;

  /** What this environment needs. */
  public PlannedActions(Proposal proposal) {
    this.proposal = proposal;
  }

  /** All of it, what is allowed on the same resources together. */
  public List<ActionGroup> groups() {
    String name = proposal.name();
    return List.of(
        group(
            "Stacks",
            proposal.regional("cloudformation", "stack/" + name + "-*"),
            proposal.regional("cloudformation", "stack/" + name + "-roles/0"),
            "cloudformation:CreateStack",
            "cloudformation:UpdateStack",
            "cloudformation:ContinueUpdateRollback",
            "cloudformation:DeleteStack",
            "cloudformation:DescribeStackEvents",
            "cloudformation:ListStackResources",
            "cloudformation:CreateChangeSet",
            "cloudformation:DescribeChangeSet",
            "cloudformation:DeleteChangeSet",
            "cloudformation:ListChangeSets",
            "cloudformation:DetectStackDrift",
            "cloudformation:DescribeStackResourceDrifts"),
        group(
            "Roles",
            proposal.global("role/" + name + "-*"),
            proposal.global("role/" + name + "-service"),
            "iam:AttachRolePolicy",
            "iam:CreateRole",
            "iam:DeleteRole",
            "iam:DeleteRolePolicy",
            "iam:DetachRolePolicy",
            "iam:GetRole",
            "iam:GetRolePolicy",
            "iam:ListAttachedRolePolicies",
            "iam:ListInstanceProfilesForRole",
            "iam:ListRolePolicies",
            "iam:PutRolePolicy",
            "iam:TagRole",
            "iam:UntagRole",
            "iam:UpdateAssumeRolePolicy",
            "iam:UpdateRole",
            "iam:UpdateRoleDescription"),
        handing(),
        group(
            "Policies",
            proposal.global("policy/" + name + "-*"),
            proposal.global("policy/" + name + "-service-network"),
            "iam:CreatePolicy",
            "iam:CreatePolicyVersion",
            "iam:DeletePolicy",
            "iam:DeletePolicyVersion",
            "iam:GetPolicy",
            "iam:GetPolicyVersion",
            "iam:ListEntitiesForPolicy",
            "iam:ListPolicyVersions"),
        group(
            "Image",
            "arn:%s:ssm:%s::parameter/aws/service/*"
                .formatted(proposal.partition(), proposal.region()),
            "arn:%s:ssm:%s::parameter/aws/service/ami-amazon-linux-latest/al2023"
                .formatted(proposal.partition(), proposal.region()),
            "ssm:GetParameter"),
        group(
            "Bucket",
            "arn:%s:s3:::%s".formatted(proposal.partition(), proposal.bucket()),
            "arn:%s:s3:::%s".formatted(proposal.partition(), proposal.bucket()),
            "s3:ListBucketVersions"),
        group(
            "Objects",
            "arn:%s:s3:::%s/*".formatted(proposal.partition(), proposal.bucket()),
            "arn:%s:s3:::%s/one".formatted(proposal.partition(), proposal.bucket()),
            "s3:DeleteObjectVersion"),
        group(
            "LeftInterfaces",
            proposal.regional("ec2", "network-interface/*"),
            proposal.regional("ec2", "network-interface/eni-0123456789abcdef0"),
            "ec2:DeleteNetworkInterface"),
        group(
            "LeftGroups",
            proposal.regional("ec2", "security-group/*"),
            proposal.regional("ec2", "security-group/sg-0123456789abcdef0"),
            "ec2:DeleteSecurityGroup"),
        group(
            "LeftProfiles",
            proposal.global("instance-profile/eks*"),
            proposal.global("instance-profile/eks-0123456789abcdef0"),
            "iam:DeleteInstanceProfile",
            "iam:RemoveRoleFromInstanceProfile"),
        look());
  }

  private ActionGroup group(String id, String resource, String example, String... actions) {
    return new ActionGroup(id, List.of(actions), resource, example, context());
  }

  private Map<String, String> context() {
    return Map.of(
        "aws:RequestedRegion", proposal.region(),
        "aws:RequestTag/stentor:environment", proposal.environment().value(),
        "aws:ResourceTag/stentor:environment", proposal.environment().value());
  }

  private ActionGroup handing() {
    String role = proposal.global("role/" + proposal.name() + "-service");
    return new ActionGroup(
        "ServiceRole",
        List.of("iam:PassRole"),
        role,
        role,
        Map.of(
            "aws:RequestedRegion",
            proposal.region(),
            "iam:PassedToService",
            "cloudformation.amazonaws.com"));
  }

  /** None of these can be limited to resources, or is asked for all of them. */
  private ActionGroup look() {
    return group(
        "Look",
        EVERYTHING,
        EVERYTHING,
        "cloudformation:DescribeStackDriftDetectionStatus",
        "cloudformation:DescribeStacks",
        "ec2:DescribeAddresses",
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeInstanceTypeOfferings",
        "ec2:DescribeInstances",
        "ec2:DescribeKeyPairs",
        "ec2:DescribeLaunchTemplates",
        "ec2:DescribeNatGateways",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeVolumes",
        "ec2:DescribeVpcs",
        "ecr:DescribeRepositories",
        "eks:DescribeAddonVersions",
        "eks:DescribeClusterVersions",
        "eks:ListClusters",
        "elasticfilesystem:DescribeFileSystems",
        "elasticloadbalancing:DescribeLoadBalancers",
        "logs:DescribeLogGroups",
        "s3:ListAllMyBuckets",
        "scheduler:ListSchedules",
        "sqs:ListQueues",
        "states:ListStateMachines");
  }
}
