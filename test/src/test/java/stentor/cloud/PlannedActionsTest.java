package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import stentor.acceptance.Stentor;
import stentor.aws.credentials.Identity;
import stentor.aws.preflight.PlannedActions;
import stentor.aws.preflight.Proposal;
import stentor.protocol.environment.CloudRequest.Network;
import stentor.protocol.environment.EnvironmentName;

/**
 * The permissions that are looked for before an environment is made, against what is done: what a
 * rehearsal asks of AWS, and what the handlers of the types in the stack of the roles need, which
 * is made with the same rights.
 */
class PlannedActionsTest extends OnRehearsal {

  /** Services whose signing or endpoint name is not that of their actions in policies. */
  private static final Map<String, String> SERVICES = Map.of("api.pricing", "pricing");

  /** Operations of S3 that policies call otherwise. */
  private static final Map<String, String> S3 =
      Map.of(
          "s3:ListBuckets", "s3:ListAllMyBuckets",
          "s3:ListObjectVersions", "s3:ListBucketVersions",
          "s3:DeleteObjects", "s3:DeleteObjectVersion");

  /** Without these less is known beforehand, and nothing fails. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "iam:SimulatePrincipalPolicy",
          "pricing:GetProducts",
          "s3:HeadBucket",
          "servicequotas:GetServiceQuota",
          "servicequotas:GetAWSDefaultServiceQuota",
          "servicequotas:ListServiceQuotas",
          "account:ListRegions",
          "ec2:DescribeRegions",
          "ec2:DescribeInternetGateways",
          "ec2:RunInstances");

  /** Everybody may. */
  private static final Set<String> FREE = Set.of("sts:GetCallerIdentity", "checkip:Address");

  /** Properties that the template of the roles does not have. */
  private static final Set<String> NEVER_DONE =
      Set.of(
          "iam:AttachGroupPolicy",
          "iam:AttachUserPolicy",
          "iam:DetachGroupPolicy",
          "iam:DetachUserPolicy",
          "iam:DeleteRolePermissionsBoundary",
          "iam:PutRolePermissionsBoundary");

  /** What no rehearsal does: what is handed on, erases objects, or mends what went wrong twice. */
  private static final Set<String> NOT_REHEARSED =
      Set.of("iam:PassRole", "s3:DeleteObjectVersion", "cloudformation:ContinueUpdateRollback");

  @Override
  int pace() {
    return 400;
  }

  private static Set<String> planned() {
    String user = "arn:aws:iam::000000000042:user/ada";
    return new PlannedActions(
            new Proposal(
                EnvironmentName.DEFAULT,
                "eu-central-1",
                new Identity("000000000042", user, user),
                Network.PUBLIC,
                1,
                List.of(),
                Instant.EPOCH))
        .groups().stream()
            .flatMap(group -> group.actions().stream())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private void rehearse() throws Exception {
    for (String type :
        List.of(
            "AWS::EC2::SecurityGroup", "AWS::IAM::InstanceProfile", "AWS::EC2::NetworkInterface")) {
      cloud.fault("{\"kind\":\"leave\",\"type\":\"%s\"}".formatted(type));
    }
    for (List<String> words :
        List.of(
            List.of("plan", "--on", "rehearsal"),
            List.of("up", "--on", "rehearsal", "--expire", "200h"),
            List.of("plan", "--expire", "300h"),
            List.of("extend", "1h"),
            List.of("status"),
            List.of("down", "--yes"))) {
      Stentor.Result result = stentor.run(words.toArray(String[]::new));
      assertThat(result.exit()).as(words + result.err()).isZero();
    }
  }

  private Set<String> asked() throws Exception {
    Set<String> asked = new TreeSet<>();
    for (Map.Entry<String, JsonNode> service : cloud.calls().properties()) {
      String name = SERVICES.getOrDefault(service.getKey(), service.getKey());
      service
          .getValue()
          .fieldNames()
          .forEachRemaining(
              action -> {
                String full = name + ":" + action;
                asked.add(S3.getOrDefault(full, full));
              });
    }
    asked.removeAll(FREE);
    asked.removeAll(OPTIONAL);
    return asked;
  }

  private static Set<String> ofRoles() throws Exception {
    Set<String> types =
        CloudTemplate.named("roles").resources().values().stream()
            .map(resource -> resource.path("Type").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> needed = new TreeSet<>();
    JSON.readTree(TemplatePython.with("cfnlint").run("handler_permissions.py", types))
        .forEach(actions -> actions.forEach(action -> needed.add(action.asText())));
    needed.removeAll(NEVER_DONE);
    return needed;
  }

  @Test
  void what_is_looked_for_is_what_is_done() throws Exception {
    rehearse();

    Set<String> done = new TreeSet<>(asked());
    done.addAll(ofRoles());
    assertThat(planned()).containsAll(done);
    done.addAll(NOT_REHEARSED);
    assertThat(done).containsAll(planned());
  }
}
