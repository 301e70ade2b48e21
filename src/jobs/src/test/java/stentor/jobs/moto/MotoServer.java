package stentor.jobs.moto;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An S3 server for tests: moto, in the Python that {@code STENTOR_TEST_PYTHON} names (see {@code
 * .ci/run}), one request at a time so that conditional writes are atomic as S3's are. Keeps all in
 * memory; ends when it is closed or this process dies.
 */
public final class MotoServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MotoServer.class);
  private static final String PYTHON = "STENTOR_TEST_PYTHON";
  private static final String SCRIPT = "serial_moto.py";

  private final Process process;
  private final URI endpoint;

  private MotoServer(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts it. Where there is no such Python, or no moto in it, the test is left out with a line
   * that says so; in CI ({@code CI=true}) it fails.
   */
  public static MotoServer start() throws IOException, InterruptedException {
    String python = System.getenv(PYTHON);
    if (python == null) {
      return leaveOut(PYTHON + " names no Python with test/benchmarks/requirements-moto.txt");
    }
    Path script = Files.createTempFile("moto", ".py");
    try (InputStream source = MotoServer.class.getResourceAsStream(SCRIPT)) {
      if (source == null) {
        throw new IOException("The test jar has no " + SCRIPT);
      }
      Files.write(script, source.readAllBytes());
    }
    Process process =
        new ProcessBuilder(python, script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String port = output.readLine();
    Files.delete(script);
    if (port == null) {
      int status = process.waitFor();
      return leaveOut("moto does not start with " + python + ", which ended with " + status);
    }
    return new MotoServer(process, URI.create("http://127.0.0.1:" + port));
  }

  private static MotoServer leaveOut(String reason) {
    String line = "No S3 server, so tests of it are left out: " + reason;
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(line);
    }
    LOG.warn(line);
    return abort(line);
  }

  /** Base URL, for {@code AWS_ENDPOINT_URL_S3}. */
  public URI endpoint() {
    return endpoint;
  }

  /** What programs that shall use it need in their environment. Any credentials will do. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_S3", endpoint.toString(),
        "AWS_ACCESS_KEY_ID", "test",
        "AWS_SECRET_ACCESS_KEY", "test",
        "AWS_REGION", "us-east-1");
  }

  /** Makes an empty bucket. */
  public void makeBucket(String name) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) endpoint.resolve("/" + name).toURL().openConnection();
    connection.setRequestMethod("PUT");
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException("Bucket " + name + " could not be made: status " + status);
    }
  }

  /** The names of all objects of a bucket, for a look from outside; at most 1,000. */
  public List<String> keys(String bucket) throws IOException {
    try (InputStream in = endpoint.resolve("/" + bucket + "?list-type=2").toURL().openStream()) {
      String listing = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Pattern.compile("<Key>([^<]*)</Key>")
          .matcher(listing)
          .results()
          .map(match -> match.group(1))
          .toList();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
