package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import stentor.acceptance.Stentor;

/** What goes wrong on the way to a cloud environment and back, and what becomes of it. */
class FaultRehearsalTest extends OnRehearsal {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Faster than users have it: there are many of these. */
  @Override
  int pace() {
    return 150;
  }

  private List<String> standing() throws Exception {
    return cloud
        .world()
        .path("stacks")
        .valueStream()
        .filter(stack -> !stack.path("status").asText().equals("DELETE_COMPLETE"))
        .map(stack -> stack.path("name").asText())
        .toList();
  }

  @Test
  void answers_that_are_lost_make_no_stack_twice() throws Exception {
    cloud.fault("{\"kind\":\"cut\",\"when\":\"after\",\"share\":0.25}");

    JsonNode status = up();

    assertThat(status.path("state").asText()).isEqualTo("up");
    assertThat(standing()).doesNotHaveDuplicates().contains("stentor-default-cluster");
    cloud.heal();
    down();
  }

  @Test
  void a_network_that_is_gone_for_a_while_is_waited_for_and_said() throws Exception {
    Stentor.Running up = stentor.start("up", "--on", "rehearsal", "--json");
    await().atMost(PATIENCE).until(() -> standing().contains("stentor-default-network"));
    cloud.fault("{\"kind\":\"cut\",\"when\":\"before\"}");
    await().atMost(PATIENCE).until(() -> up.errors().contains("cannot be reached"));

    cloud.heal();

    Stentor.Result ended = up.await();
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(JSON.readTree(ended.out()).path("state").asText()).isEqualTo("up");
  }

  @Test
  void a_blocker_of_the_tear_down_is_named_and_the_rest_goes_on() throws Exception {
    up();
    cloud.fault(
        """
        {"kind":"block_delete","type":"AWS::EFS::FileSystem",
         "reason":"The file system has mount targets that are in use"}
        """);

    Stentor.Result down = stentor.run("down", "--yes");

    assertThat(down.exit()).isEqualTo(1);
    assertThat(down.err()).contains("The file system has mount targets that are in use");
    assertThat(standing())
        .contains("stentor-default-storage")
        .doesNotContain("stentor-default-cluster", "stentor-default-gate");
    cloud.heal();
    down();
  }

  @Test
  void what_a_cluster_leaves_behind_is_found_and_removed() throws Exception {
    up();
    cloud.fault("{\"kind\":\"leave\",\"type\":\"AWS::EC2::NetworkInterface\",\"times\":1}");
    cloud.fault("{\"kind\":\"leave\",\"type\":\"AWS::EC2::SecurityGroup\",\"times\":1}");

    down();
  }

  @Test
  void a_deletion_that_fails_beside_a_living_cluster_takes_nothing_from_it() throws Exception {
    cloud.fault(
        """
        {"kind":"fail_resource","type":"AWS::EC2::Instance","stack":"stentor-default-gate",
         "times":1,"reason":"There is no room for it"}
        """);
    cloud.fault(
        """
        {"kind":"block_delete","type":"AWS::EC2::SecurityGroup","stack":"stentor-default-gate",
         "times":2,"reason":"It is in use"}
        """);
    assertThat(stentor.run("up", "--on", "rehearsal").exit()).isEqualTo(1);
    cloud.change(
        """
        {"type":"AWS::IAM::InstanceProfile","id":"eks-of-nodes",
         "properties":{"Roles":["stentor-default-node"]}}
        """);
    cloud.change(
        """
        {"type":"AWS::EC2::NetworkInterface","id":"eni-00000000000000001","state":"available",
         "properties":{"InterfaceType":"interface"},"attributes":{"VpcId":"%s"}}
        """
            .formatted(idOf("AWS::EC2::VPC")));

    assertThat(up().path("state").asText()).isEqualTo("up");

    assertThat(cloud.resources())
        .extracting(one -> one.path("id").asText())
        .contains("eks-of-nodes", "eni-00000000000000001");
    down();
  }

  private String idOf(String type) throws Exception {
    return cloud.resources().stream()
        .filter(one -> one.path("type").asText().equals(type))
        .map(one -> one.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_receipt_proves_no_more_than_what_was_asked_for_and_answered() throws Exception {
    up();
    cloud.fault(
        """
        {"kind":"block_delete","type":"AWS::EFS::FileSystem","reason":"It is in use"}
        """);
    cloud.fault("{\"kind\":\"deny\",\"service\":\"sqs\",\"action\":\"ListQueues\"}");

    Stentor.Result down = stentor.run("down", "--yes", "--json");

    assertThat(down.exit()).as(down.err()).isEqualTo(1);
    List<JsonNode> gone = JSON.readTree(down.out()).path("gone").valueStream().toList();
    assertThat(gone)
        .extracting(one -> one.path("kind").asText())
        .doesNotContain("AWS::EFS::FileSystem", "AWS::EFS::MountTarget", "AWS::SQS::Queue")
        .contains("AWS::EC2::SecurityGroup", "AWS::EKS::Cluster", "AWS::S3::Bucket");
    assertThat(gone)
        .extracting(one -> one.path("id").asText())
        .doesNotContain("stentor-default-storage")
        .contains("stentor-default-cluster");
    assertThat(gone)
        .allSatisfy(
            one ->
                assertThat(one.path("proof").asText())
                    .contains(
                        one.path("kind").asText().equals("AWS::EC2::SecurityGroup")
                            ? "nobody else was asked for it"
                            : "its stack is deleted"));
    cloud.heal();
    down();
  }

  @Test
  void a_bucket_that_is_not_empty_when_its_stack_shall_go_is_emptied_then() throws Exception {
    up();
    storeAJob("stentor-default-jobs-000000000042-eu-central-1");
    // The emptying before does not come to pass: so the object is there as one that came after it.
    cloud.fault(
        """
        {"kind":"deny","service":"s3","action":"ListObjectVersions","times":1}
        """);

    Stentor.Result down = down();

    assertThat(down.err()).contains("s3:ListBucketVersions", "1 objects erased from");
  }

  private void storeAJob(String bucket) {
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(cloud.address())
            .forcePathStyle(true)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("AKIASIMULATED", "secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      s3.putObject(
          request -> request.bucket(bucket).key("jobs/late.json"), RequestBody.fromString("{}"));
    }
  }

  @Test
  void a_wrong_clock_is_told_before_anything_is_made() throws Exception {
    cloud.fault("{\"kind\":\"skew\",\"seconds\":900}");

    Stentor.Result up = stentor.run("up", "--on", "rehearsal");

    assertThat(up.exit()).isEqualTo(1);
    assertThat(up.err()).contains("clock").doesNotContain("\tat ");
    assertThat(cloud.resources()).isEmpty();
    cloud.heal();
    assertThat(up().path("state").asText()).isEqualTo("up");
  }

  @Test
  void a_right_that_is_taken_away_on_the_way_is_named_and_the_next_up_goes_on() throws Exception {
    cloud.fault(
        """
        {"kind":"fail_resource","type":"AWS::EKS::Cluster","times":1,
         "reason":"User: arn:aws:iam::000000000042:user/rehearsal is not authorized to perform: eks:CreateCluster"}
        """);

    Stentor.Result up = stentor.run("up", "--on", "rehearsal");

    assertThat(up.exit()).isEqualTo(1);
    assertThat(up.err()).contains("AWS::EKS::Cluster", "eks:CreateCluster");
    assertThat(up().path("state").asText()).isEqualTo("up");
  }

  @Test
  void a_quota_that_is_reached_on_the_way_is_told_first_and_what_stands_is_kept() throws Exception {
    cloud.fault(
        """
        {"kind":"fail_resource","type":"AWS::EC2::Instance","times":1,
         "reason":"You have requested more vCPU capacity than your current vCPU limit of 0 allows"}
        """);

    Stentor.Result up = stentor.run("up", "--on", "rehearsal");

    assertThat(up.exit()).isEqualTo(1);
    assertThat(up.err()).contains("more vCPU capacity than your current vCPU limit");
    assertThat(up.err().indexOf("vCPU"))
        .as("the cause before what follows from it: " + up.err())
        .isLessThan(indexOrEnd(up.err(), "ROLLBACK"));
    assertThat(standing()).contains("stentor-default-network", "stentor-default-storage");
    assertThat(up().path("state").asText()).isEqualTo("up");
  }

  private static int indexOrEnd(String text, String word) {
    int index = text.indexOf(word);
    return index < 0 ? text.length() : index;
  }

  @Test
  void of_two_writers_one_writes_and_the_other_watches_and_says_who() throws Exception {
    Stentor.Running first = stentor.start("up", "--on", "rehearsal", "--json");
    await().atMost(PATIENCE).until(() -> standing().contains("stentor-default-roles"));

    Stentor.Running second = stentor.start("up", "--on", "rehearsal", "--json");
    Stentor.Result status = stentor.run("status", "--json");

    assertThat(status.exit()).as(status.err()).isZero();
    Stentor.Result ended = second.await();
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err())
        .contains("is being changed by process", "Make the Kubernetes cluster")
        .containsOnlyOnce("Make the Kubernetes cluster 1.36: done");
    assertThat(first.await().exit()).isZero();
    assertThat(standing()).doesNotHaveDuplicates();
  }

  @Test
  void a_rehearsal_can_be_interrupted_and_taken_up_again() throws Exception {
    Stentor.Running up = stentor.start("up", "--on", "rehearsal");
    await().atMost(PATIENCE).until(() -> standing().contains("stentor-default-network"));

    up.process().destroy();

    assertThat(up.await().exit()).isNotZero();
    assertThat(up().path("state").asText()).isEqualTo("up");
    assertThat(standing()).doesNotHaveDuplicates();
  }
}
