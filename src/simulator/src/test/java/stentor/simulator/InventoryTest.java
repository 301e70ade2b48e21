package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.FileSystemNotFoundException;
import software.amazon.awssdk.services.efs.model.LifeCycleState;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InventoryTest {

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
  void A_file_system_is_described_with_its_mount_targets_and_access_points() {
    account.put("AWS::EFS::FileSystem", "fs-1", Map.of("Encrypted", true), TAGS);
    account.put(
        "AWS::EFS::MountTarget",
        "fsmt-1",
        Map.of("FileSystemId", "fs-1", "SubnetId", "subnet-1"),
        Map.of(),
        false,
        "CREATING");
    account.put(
        "AWS::EFS::AccessPoint",
        "fsap-1",
        Map.of("FileSystemId", "fs-1", "PosixUser", Map.of("Uid", "10001", "Gid", "10001")),
        TAGS);
    try (EfsClient efs = account.client(EfsClient.builder())) {
      var system = efs.describeFileSystems().fileSystems().getFirst();
      assertThat(system.lifeCycleState()).isEqualTo(LifeCycleState.AVAILABLE);
      assertThat(system.encrypted()).isTrue();
      assertThat(system.numberOfMountTargets()).isEqualTo(1);
      assertThat(system.tags()).extracting(tag -> tag.value()).containsExactly("lab");
      assertThat(
              efs.describeMountTargets(request -> request.fileSystemId("fs-1"))
                  .mountTargets()
                  .getFirst()
                  .lifeCycleState())
          .isEqualTo(LifeCycleState.CREATING);
      assertThat(
              efs.describeAccessPoints(request -> request.fileSystemId("fs-1"))
                  .accessPoints()
                  .getFirst()
                  .posixUser()
                  .uid())
          .isEqualTo(10001);
      assertThatThrownBy(() -> efs.describeFileSystems(request -> request.fileSystemId("fs-none")))
          .isInstanceOf(FileSystemNotFoundException.class);
    }
  }

  @Test
  void A_tag_of_an_image_stays_where_tags_are_immutable_and_images_go_when_they_are_deleted() {
    account.put(
        "AWS::ECR::Repository",
        "stentor-lab/master",
        Map.of("ImageTagMutability", "IMMUTABLE"),
        TAGS);
    try (EcrClient ecr = account.client(EcrClient.builder())) {
      assertThat(ecr.describeRepositories().repositories().getFirst().repositoryUri())
          .isEqualTo("000000000042.dkr.ecr.eu-central-1.amazonaws.com/stentor-lab/master");
      String digest =
          ecr.putImage(
                  request ->
                      request
                          .repositoryName("stentor-lab/master")
                          .imageManifest("{}")
                          .imageTag("1"))
              .image()
              .imageId()
              .imageDigest();
      assertThatThrownBy(
              () ->
                  ecr.putImage(
                      request ->
                          request
                              .repositoryName("stentor-lab/master")
                              .imageManifest("{ }")
                              .imageTag("1")))
          .isInstanceOf(ImageTagAlreadyExistsException.class);
      assertThat(
              ecr.describeImages(request -> request.repositoryName("stentor-lab/master"))
                  .imageDetails()
                  .getFirst()
                  .imageTags())
          .containsExactly("1");
      List<ImageIdentifier> ids =
          ecr.listImages(request -> request.repositoryName("stentor-lab/master")).imageIds();
      assertThat(ids).extracting(ImageIdentifier::imageDigest).containsExactly(digest);
      ecr.batchDeleteImage(request -> request.repositoryName("stentor-lab/master").imageIds(ids));
      assertThat(ecr.listImages(request -> request.repositoryName("stentor-lab/master")).imageIds())
          .isEmpty();
      assertThatThrownBy(() -> ecr.listImages(request -> request.repositoryName("none")))
          .isInstanceOf(RepositoryNotFoundException.class);
    }
  }

  @Test
  void Load_balancers_are_found_with_their_tags() {
    String arn =
        "arn:aws:elasticloadbalancing:eu-central-1:000000000042:loadbalancer/net/k8s-lab/0123";
    account.put(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        arn,
        Map.of("Name", "k8s-lab", "Type", "network"),
        Map.of("eks:eks-cluster-name", "stentor-lab"));
    try (ElasticLoadBalancingV2Client balancing =
        account.client(ElasticLoadBalancingV2Client.builder())) {
      assertThat(balancing.describeLoadBalancers().loadBalancers())
          .extracting(LoadBalancer::loadBalancerName)
          .containsExactly("k8s-lab");
      assertThat(balancing.describeTargetGroups(request -> {}).targetGroups()).isEmpty();
      assertThat(
              balancing
                  .describeTags(request -> request.resourceArns(arn))
                  .tagDescriptions()
                  .getFirst()
                  .tags()
                  .getFirst()
                  .value())
          .isEqualTo("stentor-lab");
    }
  }

  @Test
  void A_log_group_is_found_by_its_prefix_and_deleted() {
    account.put("AWS::Logs::LogGroup", "/aws/eks/stentor-lab/cluster", Map.of(), Map.of());
    try (CloudWatchLogsClient logs = account.client(CloudWatchLogsClient.builder())) {
      assertThat(
              logs.describeLogGroups(request -> request.logGroupNamePrefix("/aws/eks/"))
                  .logGroups())
          .extracting(LogGroup::logGroupName)
          .containsExactly("/aws/eks/stentor-lab/cluster");
      logs.deleteLogGroup(request -> request.logGroupName("/aws/eks/stentor-lab/cluster"));
      assertThat(logs.describeLogGroups().logGroups()).isEmpty();
    }
  }

  @Test
  void A_queue_is_found_by_its_name() {
    String url = "https://sqs.eu-central-1.amazonaws.com/000000000042/stentor-lab-en-short";
    account.put("AWS::SQS::Queue", url, Map.of("VisibilityTimeout", 60), TAGS);
    try (SqsClient sqs = account.client(SqsClient.builder())) {
      assertThat(sqs.listQueues(request -> request.queueNamePrefix("stentor-lab")).queueUrls())
          .containsExactly(url);
      assertThat(sqs.getQueueUrl(request -> request.queueName("stentor-lab-en-short")).queueUrl())
          .isEqualTo(url);
      assertThat(
              sqs.getQueueAttributes(
                      request ->
                          request
                              .queueUrl(url)
                              .attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
                  .attributes())
          .containsExactly(Map.entry(QueueAttributeName.VISIBILITY_TIMEOUT, "60"));
      assertThatThrownBy(() -> sqs.getQueueUrl(request -> request.queueName("none")))
          .isInstanceOf(QueueDoesNotExistException.class);
    }
  }

  @Test
  void An_instance_profile_is_deleted_after_its_role_has_left_it() {
    account.put("AWS::IAM::Role", "stentor-lab-node", Map.of(), TAGS);
    account.put(
        "AWS::IAM::InstanceProfile",
        "eks-0123",
        Map.of("Roles", List.of("stentor-lab-node")),
        Map.of());
    try (IamClient iam = account.client(IamClient.builder())) {
      assertThat(
              iam.listInstanceProfilesForRole(request -> request.roleName("stentor-lab-node"))
                  .instanceProfiles()
                  .getFirst()
                  .instanceProfileName())
          .isEqualTo("eks-0123");
      assertThatThrownBy(
              () -> iam.deleteInstanceProfile(request -> request.instanceProfileName("eks-0123")))
          .isInstanceOf(DeleteConflictException.class);
      iam.removeRoleFromInstanceProfile(
          request -> request.instanceProfileName("eks-0123").roleName("stentor-lab-node"));
      iam.deleteInstanceProfile(request -> request.instanceProfileName("eks-0123"));
      assertThat(iam.listInstanceProfiles().instanceProfiles()).isEmpty();
    }
  }
}
