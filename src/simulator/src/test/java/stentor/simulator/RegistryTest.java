package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.ImageDetail;

/** Images pushed and pulled through the protocol of registries, by Jib and by hand. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RegistryTest {

  private static final String OVER_HTTP = "sendCredentialsOverHttp";
  private static final String REPOSITORY = "stentor-lab/master";

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private Account account;
  private EcrClient ecr;
  private URI registry;
  private String token;

  /** Else Jib keeps them to itself where there is no TLS. */
  @BeforeAll
  static void sendCredentials() {
    System.setProperty(OVER_HTTP, "true");
  }

  @AfterAll
  static void keepCredentials() {
    System.clearProperty(OVER_HTTP);
  }

  @BeforeEach
  void start() throws Exception {
    open();
    account.put(
        "AWS::ECR::Repository",
        REPOSITORY,
        Map.of("ImageTagMutability", "IMMUTABLE", "EmptyOnDelete", true),
        Map.of());
  }

  private void open() throws Exception {
    account = new Account(folder.resolve("state"));
    ecr = account.client(EcrClient.builder());
    AuthorizationData data = ecr.getAuthorizationToken().authorizationData().getFirst();
    registry = URI.create(data.proxyEndpoint());
    token = data.authorizationToken();
  }

  @AfterEach
  void stop() {
    ecr.close();
    account.close();
    http.close();
  }

  private JibContainer push(String tag, String content) throws Exception {
    Path file = Files.writeString(folder.resolve("content-" + tag), content);
    String password =
        new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8).substring(4);
    return Jib.fromScratch()
        .addLayer(List.of(file), AbsoluteUnixPath.get("/"))
        .setEntrypoint("/content")
        .containerize(
            Containerizer.to(
                    RegistryImage.named(registry.getAuthority() + "/" + REPOSITORY + ":" + tag)
                        .addCredential("AWS", password))
                .setAllowInsecureRegistries(true)
                .setBaseImageLayersCache(folder.resolve("cache-base"))
                .setApplicationLayersCache(folder.resolve("cache-" + tag)));
  }

  private HttpResponse<byte[]> call(String method, String path, byte[] body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(registry.resolve(path))
            .header("Authorization", "Basic " + token)
            .method(method, BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return call("GET", path, new byte[0]);
  }

  private static String digest(byte[] bytes) throws Exception {
    return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void an_image_pushed_by_jib_is_told_by_ecr_and_pulled_by_tag_and_digest() throws Exception {
    JibContainer pushed = push("1", "first");

    ImageDetail detail =
        ecr.describeImages(request -> request.repositoryName(REPOSITORY)).imageDetails().getFirst();
    assertThat(detail.imageDigest()).isEqualTo(pushed.getDigest().toString());
    assertThat(detail.imageTags()).containsExactly("1");
    assertThat(detail.imageSizeInBytes()).isPositive();
    byte[] byTag = get("/v2/" + REPOSITORY + "/manifests/1").body();
    byte[] byDigest = get("/v2/" + REPOSITORY + "/manifests/" + pushed.getDigest()).body();
    assertThat(byTag).isEqualTo(byDigest);
    assertThat(digest(byTag)).isEqualTo(pushed.getDigest().toString());
    byte[] config = get("/v2/" + REPOSITORY + "/blobs/" + pushed.getImageId()).body();
    assertThat(digest(config)).isEqualTo(pushed.getImageId().toString());
    assertThat(new String(get("/v2/" + REPOSITORY + "/tags/list").body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"name\":\"stentor-lab/master\",\"tags\":[\"1\"]}");
  }

  @Test
  void a_tag_stays_with_its_image_and_the_same_image_may_come_again() throws Exception {
    String first = push("1", "first").getDigest().toString();

    assertThat(push("1", "first").getDigest()).hasToString(first);
    assertThatThrownBy(() -> push("1", "second")).hasStackTraceContaining("immutable");

    assertThat(ecr.describeImages(request -> request.repositoryName(REPOSITORY)).imageDetails())
        .extracting(ImageDetail::imageDigest)
        .containsExactly(first);
  }

  @Test
  void images_are_there_after_a_restart() throws Exception {
    String digest = push("1", "first").getDigest().toString();
    ecr.close();
    account.close();

    open();

    HttpResponse<byte[]> found = get("/v2/" + REPOSITORY + "/manifests/1");
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(digest(found.body())).isEqualTo(digest);
  }

  @Test
  void an_upload_goes_by_chunks_in_their_order_and_goes_on_after_a_restart() throws Exception {
    byte[] blob = new byte[300_000];
    new Random(7).nextBytes(blob);
    byte[] one = java.util.Arrays.copyOfRange(blob, 0, 100_000);
    byte[] two = java.util.Arrays.copyOfRange(blob, 100_000, blob.length);
    HttpResponse<byte[]> begun = call("POST", "/v2/" + REPOSITORY + "/blobs/uploads/", new byte[0]);
    assertThat(begun.statusCode()).isEqualTo(202);
    String upload = begun.headers().firstValue("Location").orElseThrow();
    assertThat(call("PATCH", upload, one, "Content-Range", "0-99999").statusCode()).isEqualTo(202);

    HttpResponse<byte[]> early = call("PATCH", upload, two, "Content-Range", "100001-300000");
    assertThat(early.statusCode()).isEqualTo(416);
    ecr.close();
    account.close();
    open();
    HttpResponse<byte[]> asked = get(upload);
    assertThat(asked.statusCode()).isEqualTo(204);
    assertThat(asked.headers().firstValue("Range")).contains("0-99999");
    assertThat(call("PATCH", upload, two, "Content-Range", "100000-299999").statusCode())
        .isEqualTo(202);
    HttpResponse<byte[]> ended = call("PUT", upload + "?digest=" + digest(blob), new byte[0]);

    assertThat(ended.statusCode()).isEqualTo(201);
    assertThat(get("/v2/" + REPOSITORY + "/blobs/" + digest(blob)).body()).isEqualTo(blob);
  }

  @Test
  void a_wrong_digest_a_missing_layer_an_unknown_repository_and_a_stranger_are_refused()
      throws Exception {
    byte[] blob = "layer".getBytes(StandardCharsets.UTF_8);
    String uploads = "/v2/" + REPOSITORY + "/blobs/uploads/";

    assertThat(said(call("POST", uploads + "?digest=" + digest(new byte[3]), blob), 400))
        .contains("DIGEST_INVALID");
    String manifest =
        """
        {"schemaVersion":2,"layers":[{"digest":"%s","size":5}]}
        """
            .formatted(digest(blob));
    byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
    assertThat(said(call("PUT", "/v2/" + REPOSITORY + "/manifests/1", bytes), 404))
        .contains("MANIFEST_BLOB_UNKNOWN");
    assertThat(said(get("/v2/stentor-none/master/manifests/1"), 404)).contains("NAME_UNKNOWN");
    assertThat(said(get("/v2/" + REPOSITORY + "/blobs/sha256:../../world.json"), 404))
        .contains("BLOB_UNKNOWN");
    HttpResponse<Void> stranger =
        http.send(
            HttpRequest.newBuilder(registry.resolve("/v2/")).build(), BodyHandlers.discarding());
    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(stranger.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
  }

  private static String said(HttpResponse<byte[]> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void a_repository_takes_its_layers_with_it() throws Exception {
    JibContainer pushed = push("1", "first");
    account.world().remove("AWS::ECR::Repository", REPOSITORY);
    account.put("AWS::ECR::Repository", REPOSITORY, Map.of(), Map.of());

    assertThat(get("/v2/" + REPOSITORY + "/blobs/" + pushed.getImageId()).statusCode())
        .isEqualTo(404);
  }
}
