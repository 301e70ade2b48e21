package stentor.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.cluster.diagnosis.Cause;
import stentor.cluster.diagnosis.Diagnosis;
import stentor.cluster.seen.PodSeen;

/** A watch of a real API server, through a connection that does not hold. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClusterWatchTest {

  private static final String NAMESPACE = "lab";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static ControlPlane plane;
  private static KubernetesClient direct;

  private FaultProxy proxy;
  private KubernetesClient client;
  private ClusterWatch watch;
  private volatile Optional<ClusterWatch.News> last = Optional.empty();

  @BeforeAll
  static void startTheControlPlane() throws Exception {
    plane = ControlPlane.start(folder.resolve("plane"));
    direct = plane.client(plane.port());
    direct
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    plane.addNode("node-1");
    // The service account controller has to make it first, or no pod is let in.
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                direct.serviceAccounts().inNamespace(NAMESPACE).withName("default").get() != null);
  }

  @AfterAll
  static void stopTheControlPlane() {
    if (plane != null) {
      direct.close();
      plane.close();
    }
  }

  @BeforeEach
  void watch() throws Exception {
    proxy = new FaultProxy(plane.port());
    client = plane.client(proxy.port());
    watch =
        ClusterWatch.start(
            client, NAMESPACE, Clock.systemUTC(), new Random(1), news -> last = Optional.of(news));
  }

  @AfterEach
  void stop() throws Exception {
    proxy.become(FaultProxy.Mode.OPEN);
    watch.close();
    client.close();
    proxy.close();
    direct.pods().inNamespace(NAMESPACE).withGracePeriod(0).delete();
  }

  @Test
  void nodes_and_pods_are_told_as_they_come_and_go() {
    create(pod("worker-1", "500m"));

    awaitNews(news -> news.seen().pods().stream().anyMatch(PodSeen::ready));

    assertThat(last.orElseThrow().seen().nodes())
        .singleElement()
        .satisfies(
            node -> {
              assertThat(node.type()).contains("m7g.large");
              assertThat(node.zone()).contains("eu-central-1a");
              assertThat(node.spot()).isTrue();
              assertThat(node.ready()).isTrue();
            });
    assertThat(last.orElseThrow().seen().pods().getFirst().model()).contains("en");
    direct.pods().inNamespace(NAMESPACE).withName("worker-1").withGracePeriod(0).delete();
    awaitNews(news -> news.seen().pods().isEmpty());
  }

  @Test
  void a_pod_that_finds_no_room_is_explained_in_the_words_of_the_real_scheduler() {
    create(pod("worker-large", "64"));

    awaitNews(
        news ->
            Diagnosis.of(news.seen()).stream()
                .anyMatch(problem -> problem.cause() == Cause.NO_ROOM));

    assertThat(Diagnosis.of(last.orElseThrow().seen()).getFirst().why())
        .contains("Insufficient cpu");
  }

  @Test
  void a_connection_that_is_cut_loses_nothing() throws Exception {
    awaitNews(news -> true);
    proxy.become(FaultProxy.Mode.REFUSED);
    proxy.cut();
    awaitNews(news -> news.staleSince().isPresent());
    create(pod("worker-while-away", "100m"));

    proxy.become(FaultProxy.Mode.OPEN);

    awaitNews(
        news ->
            news.staleSince().isEmpty()
                && news.seen().pods().stream()
                    .anyMatch(pod -> pod.name().equals("worker-while-away")));
    assertThat(proxy.connections()).as("no storm of attempts").isLessThan(200);
  }

  @Test
  void a_connection_that_dies_unseen_is_stale_and_right_again_once_it_is_back() {
    awaitNews(news -> true);
    proxy.become(FaultProxy.Mode.SILENT);
    awaitNews(news -> news.staleSince().isPresent());
    create(pod("worker-in-silence", "100m"));

    proxy.become(FaultProxy.Mode.OPEN);

    awaitNews(
        news ->
            news.staleSince().isEmpty()
                && news.seen().pods().stream()
                    .anyMatch(pod -> pod.name().equals("worker-in-silence")));
  }

  private void awaitNews(Predicate<ClusterWatch.News> is) {
    await().atMost(PATIENCE).until(() -> last.filter(is).isPresent());
  }

  private static void create(Pod pod) {
    direct.pods().inNamespace(NAMESPACE).resource(pod).create();
  }

  private static Pod pod(String name, String cpu) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("stentor/model", "en")
        .endMetadata()
        .withNewSpec()
        .withContainers(
            new ContainerBuilder()
                .withName("worker")
                .withImage("worker:1")
                .withNewResources()
                .addToRequests("cpu", new Quantity(cpu))
                .endResources()
                .build())
        .endSpec()
        .build();
  }
}
