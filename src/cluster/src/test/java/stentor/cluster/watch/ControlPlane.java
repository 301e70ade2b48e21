package stentor.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real Kubernetes API with simulated nodes, of the programs that {@code test/kubernetes/build}
 * made; its folder is named by {@code STENTOR_TEST_KUBERNETES}. Tests without one are left out.
 */
public final class ControlPlane implements AutoCloseable {

  private static final String BINARIES = "STENTOR_TEST_KUBERNETES";

  /** The API server's own, and seven after it. */
  private static final int PORTS = 8;

  private final Process process;
  private final Path state;
  private final int port;

  private ControlPlane(Process process, Path state, int port) {
    this.process = process;
    this.state = state;
    this.port = port;
  }

  /** Starts one, or has the test left out. */
  public static ControlPlane start(Path state) throws IOException, InterruptedException {
    String binaries = System.getenv(BINARIES);
    assumeThat(binaries)
        .as("Left out: needs the control plane of test/kubernetes, named by " + BINARIES)
        .isNotNull();
    int port = freePorts();
    Files.createDirectories(state);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("stentor.root"), "test/kubernetes/start").toString(),
                String.valueOf(binaries),
                state.toString(),
                String.valueOf(port))
            .redirectError(state.resolve("start.err").toFile())
            .start();
    String line = process.inputReader().readLine();
    assertThat(line).as(Files.readString(state.resolve("start.err"))).isEqualTo("ready");
    return new ControlPlane(process, state, port);
  }

  private static int freePorts() throws IOException {
    while (true) {
      try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int base = first.getLocalPort();
        if (areFree(base)) {
          return base;
        }
      }
    }
  }

  private static boolean areFree(int base) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int port = base + 1; port < base + PORTS; port++) {
        held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
      }
      return true;
    } catch (IOException taken) {
      return false;
    } finally {
      for (ServerSocket each : held) {
        each.close();
      }
    }
  }

  /** Port of the API server. */
  public int port() {
    return port;
  }

  /** A client with all rights, at this port of loopback. */
  public KubernetesClient client(int at) throws IOException {
    Config kubeconfig = Config.fromKubeconfig(Files.readString(state.resolve("kubeconfig")));
    Config config =
        new ConfigBuilder(kubeconfig)
            .withMasterUrl("https://127.0.0.1:" + at)
            .withTrustCerts(true)
            .withDisableHostnameVerification(true)
            .withWatchReconnectLimit(0)
            .withRequestRetryBackoffLimit(0)
            .withConnectionTimeout(2_000)
            .withRequestTimeout(5_000)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** The file by which it is reached with all rights. */
  public Path kubeconfig() {
    return state.resolve("kubeconfig");
  }

  /** Adds a simulated node, a spot machine. */
  public void addNode(String name) throws IOException {
    try (KubernetesClient client = client(port)) {
      client
          .nodes()
          .resource(
              new NodeBuilder()
                  .withNewMetadata()
                  .withName(name)
                  .addToLabels("node.kubernetes.io/instance-type", "m7g.large")
                  .addToLabels("topology.kubernetes.io/zone", "eu-central-1a")
                  .addToLabels("karpenter.sh/capacity-type", "spot")
                  .endMetadata()
                  .withNewStatus()
                  .withAllocatable(
                      Map.of(
                          "cpu",
                          new Quantity("8"),
                          "memory",
                          new Quantity("32Gi"),
                          "pods",
                          new Quantity("20")))
                  .endStatus()
                  .build())
          .create();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
