package stentor.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.cluster.watch.ControlPlane;

/** The chart, linted, and installed into a real API server that enforces Pod Security. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChartTest {

  private static final Path CHART =
      Path.of(System.getProperty("stentor.root"), "resources", "chart");
  private static final String NAMESPACE = "stentor-lab";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir static Path folder;
  private static ControlPlane plane;
  private static KubernetesClient client;

  @BeforeAll
  static void startTheControlPlane() throws Exception {
    plane = ControlPlane.start(folder.resolve("plane"));
    client = plane.client(plane.port());
    plane.addNode("node-1");
    client
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .withLabels(Map.of("pod-security.kubernetes.io/enforce", "restricted"))
                .endMetadata()
                .build())
        .create();
    client
        .secrets()
        .inNamespace(NAMESPACE)
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("stentor-token")
                .endMetadata()
                .withStringData(Map.of("token", "secret"))
                .build())
        .create();
  }

  @AfterAll
  static void stopTheControlPlane() {
    if (plane != null) {
      client.close();
      plane.close();
    }
  }

  /** Of what EKS alone has, a control plane of tests has nothing: its kinds are left out. */
  private static Path values(String more) throws IOException {
    Path file = Files.createTempFile(folder, "values", ".yaml");
    Files.writeString(
        file,
        """
        environment: lab
        region: eu-central-1
        store: s3://stentor-lab-jobs
        images: {master: registry/master@sha256:1, worker: registry/worker@sha256:2}
        fileSystem: {id: fs-0a1, accessPoint: fsap-0b2}
        nodes: {enabled: false}
        scaling: {enabled: false}
        served: [{id: en, version: '1', task: transcribe, languages: [en], createdSeconds: 0}]
        models:
          - id: en
            version: '1'
            least: 1
            most: 3
            jobsPerWorker: 2
            queues: {short: 'https://sqs/short', long: 'https://sqs/long'}
            resources: {requests: {cpu: 100m, memory: 100Mi}}
        """
            + more,
        StandardCharsets.UTF_8);
    return file;
  }

  /** Lint takes no values: the chart is linted with them as its defaults. */
  @Test
  void it_has_nothing_that_lint_objects_to() throws Exception {
    Path copy = folder.resolve("linted/stentor");
    try (Stream<Path> files = Files.walk(CHART)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(CHART.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    Map<String, Object> defaults = yaml(CHART.resolve("values.yaml"));
    yaml(values("")).forEach((name, value) -> defaults.merge(name, value, ChartTest::over));
    Files.writeString(copy.resolve("values.yaml"), Serialization.asYaml(defaults));

    LintResult result = new Helm(copy).lint().strict().call();

    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
  }

  private static Map<String, Object> yaml(Path file) throws IOException {
    return Serialization.unmarshal(Files.readString(file), new TypeReference<>() {});
  }

  private static Object over(Object below, Object above) {
    if (below instanceof Map<?, ?> defaults && above instanceof Map<?, ?> values) {
      Map<Object, Object> merged = new LinkedHashMap<>(defaults);
      values.forEach(merged::put);
      return merged;
    }
    return above;
  }

  @Test
  void it_is_installed_changed_and_removed_again_under_restricted_pod_security() throws Exception {
    Path kubeconfig = plane.kubeconfig();
    assertThat(
            new Helm(CHART)
                .install()
                .withKubeConfig(kubeconfig)
                .withNamespace(NAMESPACE)
                .withName("stentor")
                .withValuesFile(values(""))
                .call()
                .getStatus())
        .isEqualTo("deployed");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(client.pods().inNamespace(NAMESPACE).list().getItems())
                    .as("pods; events: %s", said())
                    .hasSize(3)
                    .allSatisfy(
                        pod -> assertThat(pod.getStatus().getPhase()).isEqualTo("Running")));

    new Helm(CHART)
        .upgrade()
        .withKubeConfig(kubeconfig)
        .withNamespace(NAMESPACE)
        .withName("stentor")
        .withValuesFile(values("master: {replicas: 3}\n"))
        .call();
    await()
        .atMost(PATIENCE)
        .until(() -> client.pods().inNamespace(NAMESPACE).list().getItems().size() == 4);

    Helm.uninstall("stentor").withKubeConfig(kubeconfig).withNamespace(NAMESPACE).call();
    await()
        .atMost(PATIENCE)
        .until(() -> client.pods().inNamespace(NAMESPACE).list().getItems().isEmpty());
    assertThat(client.apps().deployments().inNamespace(NAMESPACE).list().getItems()).isEmpty();
    assertThat(client.network().networkPolicies().inNamespace(NAMESPACE).list().getItems())
        .isEmpty();
    assertThat(client.persistentVolumes().list().getItems()).isEmpty();
    assertThat(client.configMaps().inNamespace("kube-system").withName("amazon-vpc-cni").get())
        .isNull();
  }

  private static List<String> said() {
    return client.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
        .map(event -> event.getReason() + ": " + event.getMessage())
        .distinct()
        .toList();
  }

  @Test
  void policies_let_in_workers_to_masters_and_nobody_else() throws Exception {
    List<NetworkPolicy> policies =
        rendered("").stream()
            .filter(NetworkPolicy.class::isInstance)
            .map(NetworkPolicy.class::cast)
            .toList();

    assertThat(policies)
        .filteredOn(policy -> policy.getMetadata().getName().equals("stentor-closed"))
        .singleElement()
        .satisfies(
            policy -> {
              assertThat(policy.getSpec().getPolicyTypes()).contains("Ingress", "Egress");
              assertThat(policy.getSpec().getIngress()).isEmpty();
            });
    assertThat(policies)
        .flatExtracting(policy -> policy.getSpec().getIngress())
        .flatExtracting(rule -> rule.getFrom())
        .allSatisfy(
            peer ->
                assertThat(peer.getPodSelector().getMatchLabels())
                    .containsEntry("app.kubernetes.io/component", "worker"));
  }

  @Test
  void values_that_make_no_sense_are_refused_with_their_name() throws Exception {
    Path wrong = values("balancer: {enabled: true}\n");

    assertThatThrownBy(() -> new Helm(CHART).template().withValuesFile(wrong).call())
        .hasMessageContaining("sourceRanges");
  }

  @Test
  void nodes_scaling_and_a_balancer_are_described_as_eks_and_keda_have_them() throws Exception {
    Path file =
        values(
            """
            balancer: {enabled: true, sourceRanges: [198.51.100.7/32]}
            """);
    String text =
        new Helm(CHART)
            .template()
            .withValuesFile(file)
            .set("nodes.enabled", "true")
            .set("nodes.role", "stentor-lab-node")
            .set("nodes.securityGroup", "sg-1")
            .set("scaling.enabled", "true")
            .call();

    assertThat(text)
        .contains(
            "kind: NodeClass",
            "name: stentor-core",
            "name: stentor-workers",
            "efs.csi.aws.com/agent-not-ready",
            "kind: ScaledObject",
            "scaleOnInFlight: 'true'",
            "podIdentity: {provider: aws}",
            "loadBalancerClass: eks.amazonaws.com/nlb",
            "198.51.100.7/32")
        .doesNotContain("stentor-gpu");
  }

  private static List<HasMetadata> rendered(String more) throws IOException {
    String text = new Helm(CHART).template().withValuesFile(values(more)).call();
    return client
        .load(new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .items();
  }
}
