package stentor.cluster.watch;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.cluster.seen.ClusterSeen;
import stentor.cluster.seen.NodeSeen;
import stentor.cluster.seen.NoticeSeen;
import stentor.cluster.seen.PodSeen;
import stentor.cluster.seen.Reading;
import stentor.cluster.seen.ScalerSeen;

/**
 * A cluster as it changes, told at most four times a second: its nodes, and the pods, events and
 * scalers of one namespace, with one watch of each. Whoever hears it does so on one thread of its
 * own, and may take its time.
 */
public final class ClusterWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);

  private static final Duration TELL_EVERY = Duration.ofMillis(250);
  private static final Duration NOTICES_KEPT = Duration.ofHours(1);

  private static final ResourceDefinitionContext SCALED_OBJECTS =
      new ResourceDefinitionContext.Builder()
          .withGroup("keda.sh")
          .withVersion("v1alpha1")
          .withKind("ScaledObject")
          .withPlural("scaledobjects")
          .withNamespaced(true)
          .build();

  private final Clock clock;
  private final Objects<PodSeen> pods = new Objects<>();
  private final Objects<NodeSeen> nodes = new Objects<>();
  private final Objects<ScalerSeen> scalers = new Objects<>();
  private final Objects<NoticeSeen> notices = new Objects<>();
  private final Freshness freshness;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * What is told.
   *
   * @param seen the cluster; of before, where it is stale
   * @param staleSince since when the cluster does not answer; absent while it does
   * @param reason why it does not; empty while it does
   */
  public record News(ClusterSeen seen, Optional<Instant> staleSince, String reason) {}

  private ClusterWatch(Clock clock) {
    this.clock = clock;
    this.freshness = new Freshness(clock);
  }

  /**
   * Begins to watch.
   *
   * @param client reaches the cluster; stays open, is not closed with this
   * @param namespace of the environment
   * @param clock the cluster's, as far as this computer knows it
   * @param random spreads attempts; used by several threads
   * @param told hears of the cluster once all of it is known, and whenever it changes
   */
  public static ClusterWatch start(
      KubernetesClient client,
      String namespace,
      Clock clock,
      RandomGenerator random,
      Consumer<News> told) {
    ClusterWatch watch = new ClusterWatch(clock);
    watch.follow("nodes", client.nodes(), Reading::node, watch.nodes, random);
    watch.follow("pods", client.pods().inNamespace(namespace), Reading::pod, watch.pods, random);
    watch.follow(
        "events",
        client.v1().events().inNamespace(namespace),
        Reading::notice,
        watch.notices,
        random);
    watch.follow(
        "scalers",
        client.genericKubernetesResources(SCALED_OBJECTS).inNamespace(namespace),
        (GenericKubernetesResource scaled) -> Reading.scaler(scaled),
        watch.scalers,
        random);
    watch.start("cluster-heartbeat", new Heartbeat(client, watch.freshness)::run);
    watch.start("cluster-news", () -> watch.tell(told));
    return watch;
  }

  private interface Duty {
    void run() throws InterruptedException;
  }

  private <T extends HasMetadata, L extends KubernetesResourceList<T>, S> void follow(
      String kind,
      AnyNamespaceOperation<T, L, ?> operation,
      Function<T, S> reading,
      Objects<S> objects,
      RandomGenerator random) {
    KindWatch.Source<T> source =
        new KindWatch.Source<>() {
          @Override
          public KubernetesResourceList<T> list(ListOptions options) {
            return operation.list(options);
          }

          @Override
          public Watch watch(ListOptions options, Watcher<T> watcher) {
            return operation.watch(options, watcher);
          }
        };
    KindWatch<T, S> watch =
        new KindWatch<>(source, reading, objects::take, freshness, new Backoff(random));
    start("cluster-" + kind, watch::run);
  }

  private void start(String name, Duty duty) {
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .start(
                () -> {
                  try {
                    duty.run();
                  } catch (InterruptedException ended) {
                    LOG.debug("{} ends", name);
                  } catch (RuntimeException defect) {
                    LOG.error("A defect ended {}", name, defect);
                    freshness.failed("a defect of this program; its log says more");
                  }
                }));
  }

  private void tell(Consumer<News> told) throws InterruptedException {
    List<Objects<?>> all = List.of(pods, nodes, scalers, notices);
    for (Objects<?> each : all) {
      each.awaitAll();
    }
    Optional<Version> last = Optional.empty();
    while (true) {
      Version now = new Version(all.stream().map(Objects::changes).toList(), freshness.state());
      if (!last.equals(Optional.of(now))) {
        told.accept(news(now.state()));
        last = Optional.of(now);
      }
      Thread.sleep(TELL_EVERY);
    }
  }

  /** Tells one state of all from another without comparing them. */
  private record Version(List<Long> changes, Freshness.State state) {}

  private News news(Freshness.State state) {
    Instant now = clock.instant();
    Instant old = now.minus(NOTICES_KEPT);
    return new News(
        new ClusterSeen(
            now,
            pods.sorted(Comparator.comparing(PodSeen::name)),
            nodes.sorted(Comparator.comparing(NodeSeen::name)),
            scalers.sorted(Comparator.comparing(ScalerSeen::name)),
            notices.sorted(Comparator.comparing(NoticeSeen::at)).stream()
                .filter(notice -> notice.at().isAfter(old))
                .toList()),
        state.staleSince(),
        state.reason());
  }

  /** Ends it, and waits until nobody is told of anything any more. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
