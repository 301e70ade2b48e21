package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import stentor.simulator.world.Resource;

/** The product's own templates, all of them, made and deleted again. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RealTemplatesTest {

  private static final Path TEMPLATES =
      Path.of(
          System.getProperty(
              "stentor.templates",
              Path.of(System.getProperty("stentor.root", "../.."))
                  .resolve("cloudformation")
                  .toString()));

  @TempDir private Path state;

  /** Part and template; those first that others need. */
  private static final List<String> PARTS =
      List.of(
          "roles",
          "network",
          "expiry",
          "registry",
          "jobs",
          "queues-moonshine",
          "storage",
          "nat",
          "endpoints",
          "gate",
          "cluster");

  @Test
  void all_stacks_are_made_and_deleted_again_and_nothing_is_left() throws IOException {
    assumeThat(TEMPLATES).exists();
    try (RunningSimulator simulator = new RunningSimulator(state, 60)) {
      List<Resource> before = simulator.simulator().world().all();
      List<String> made = new ArrayList<>();
      for (String part : PARTS) {
        made.add(create(simulator, part));
      }
      assertThat(simulator.output("stentor-e1-cluster", "ClusterSecurityGroupId"))
          .startsWith("sg-");
      assertThat(simulator.output("stentor-e1-gate", "HostKey")).contains("ssh-ed25519 AAAA");
      assertThat(simulator.stack("stentor-e1-network").outputs()).hasSizeGreaterThan(6);
      for (String id : made.reversed()) {
        simulator.client().deleteStack(request -> request.stackName(id));
        Stack gone = simulator.awaitStatus(id, StackStatus.DELETE_COMPLETE);
        assertThat(gone.stackStatusReason()).isNull();
      }
      assertThat(simulator.simulator().world().all()).isEqualTo(before);
    }
  }

  private static String create(RunningSimulator simulator, String part) throws IOException {
    String text = Files.readString(TEMPLATES.resolve(part.replaceFirst("-.*", "") + ".yaml"));
    Map<String, String> values = new HashMap<>(Map.of("Environment", "e1"));
    Map<String, String> usual =
        Map.ofEntries(
            Map.entry("Network", "public"),
            Map.entry("Zone1", "eu-central-1a"),
            Map.entry("Zone2", "eu-central-1b"),
            Map.entry("Zone3", ""),
            Map.entry("Cidr", "10.64.0.0/16"),
            Map.entry("Model", "moonshine"),
            Map.entry("Version", "1.36"),
            Map.entry("PublicAccessCidr", "203.0.113.7/32"),
            Map.entry("AdminPrincipalArn", "arn:aws:iam::000000000042:user/ada"),
            Map.entry("ImageId", "ami-0123456789abcdef0"),
            Map.entry(
                "PublicKey",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"),
            Map.entry("AllowedCidr", "203.0.113.7/32"),
            Map.entry("ExpiresAt", "2027-01-01T00:00:00"));
    for (var declared :
        simulator.client().validateTemplate(request -> request.templateBody(text)).parameters()) {
      String name = declared.parameterKey();
      if (usual.containsKey(name)) {
        values.put(name, usual.get(name));
      }
    }
    String id =
        simulator.create(
            "stentor-e1-" + part,
            text,
            values,
            request -> {
              request.tags(Tag.builder().key("stentor:environment").value("e1").build());
              if (!part.equals("roles")) {
                request.roleARN(simulator.output("stentor-e1-roles", "ServiceRoleArn"));
              }
            });
    simulator.awaitStatus(id, StackStatus.CREATE_COMPLETE);
    return id;
  }
}
