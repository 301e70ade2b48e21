package stentor.models.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.models.Cancellation;
import stentor.models.ModelProblem;
import stentor.models.store.InstalledModel;
import stentor.models.testing.PackageBuilder;
import stentor.models.testing.TestModels;

/** How a registry is reached from behind a company's proxy. */
@Timeout(90)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NetworkTest extends FetchingTest {

  private static final String FAR = "http://registry.example/";
  private final PackageBuilder.Built weights = TestModels.weights();

  @Test
  void the_proxy_of_the_environment_is_used() {
    // The loopback registry plays the proxy: it is asked for the far address.
    registry.serve(weights);

    fetchWith(Map.of("npm_config_registry", FAR, "HTTP_PROXY", registry.address().toString()));

    assertThat(registry.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "127.0.0.1", "other.example, 127.0.0.1"})
  void hosts_that_need_no_proxy_are_reached_directly(String exceptions) {
    registry.serve(weights);

    fetchWith(
        Map.of(
            "npm_config_registry",
            registry.address().toString(),
            "http_proxy",
            "http://127.0.0.1:9",
            "no_proxy",
            exceptions));

    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void a_certificate_is_trusted_only_where_the_environment_names_it() throws Exception {
    Path keys = temporary.resolve("keys.p12");
    Path certificate = temporary.resolve("certificate.pem");
    keytool(
        keys,
        "-genkeypair",
        "-alias",
        "own",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost,ip:127.0.0.1");
    keytool(keys, "-exportcert", "-alias", "own", "-rfc", "-file", certificate.toString());
    HttpsServer server = secureServer(keys);
    try {
      String address = "https://localhost:" + server.getAddress().getPort() + "/";

      assertThat(problemOf(() -> fetchWith(Map.of("npm_config_registry", address))))
          .isInstanceOf(ModelProblem.NoNetwork.class);

      InstalledModel installed =
          fetchWith(
              Map.of("npm_config_registry", address, "SSL_CERT_FILE", certificate.toString()));
      assertThat(installed.folder()).isDirectory();
    } finally {
      server.stop(0);
    }
  }

  private InstalledModel fetchWith(Map<String, String> environment) {
    return fetcher(environment, STALL)
        .fetch(TestModels.model(weights), told::add, Cancellation.never());
  }

  private static void keytool(Path keys, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", keys.toString(), "-storepass", "changeit"));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
  }

  private HttpsServer secureServer(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        weights.path(),
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, weights.archive().length);
            exchange.getResponseBody().write(weights.archive());
          }
        });
    server.start();
    return server;
  }
}
