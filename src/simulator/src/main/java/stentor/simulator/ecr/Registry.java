package stentor.simulator.ecr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stentor.simulator.operation.Nodes;
import stentor.simulator.world.World;

/**
 * The registry behind ECR, on a port of its own on loopback: what the OCI distribution
 * specification 1.1 says of pushing and pulling, as far as ECR has it. Bodies are streamed. Starts
 * with the first token that somebody asks for.
 */
public final class Registry implements AutoCloseable {

  private static final Pattern PATH =
      Pattern.compile(
          "/v2/([a-z0-9][a-z0-9._/-]{1,255}?)/(blobs/uploads|blobs|manifests|tags)/(.*)");
  private static final String USER = "AWS:";

  private final BlobCalls blobs;
  private final ManifestCalls manifests;
  private final World world;

  /** Good as long as the simulator runs. */
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();

  private Optional<Javalin> running = Optional.empty();

  /** A registry of these images. */
  public Registry(World world, Images images) {
    this.world = world;
    this.blobs = new BlobCalls(images.blobs());
    this.manifests = new ManifestCalls(world, images);
  }

  /** A password for the user {@code AWS}. */
  String token() {
    String token = UUID.randomUUID().toString();
    tokens.add(token);
    return token;
  }

  /** Where it listens; it does from now on. */
  synchronized URI address() {
    if (running.isEmpty()) {
      running =
          Optional.of(
              Javalin.create(
                      config -> {
                        config.concurrency.useVirtualThreads = true;
                        config.startup.showJavalinBanner = false;
                        config.http.compressionStrategy = CompressionStrategy.NONE;
                        for (String path : List.of("/", "/<path>")) {
                          config.routes.get(path, this::handle);
                          config.routes.head(path, this::handle);
                          config.routes.post(path, this::handle);
                          config.routes.put(path, this::handle);
                          config.routes.patch(path, this::handle);
                          config.routes.delete(path, this::handle);
                        }
                      })
                  .start("127.0.0.1", 0));
    }
    return URI.create("http://127.0.0.1:" + running.get().port());
  }

  private void handle(Context context) throws IOException {
    try {
      answer(context);
    } catch (RegistryError refused) {
      refuse(context, refused);
    }
  }

  private void answer(Context context) throws IOException, RegistryError {
    if (!isKnown(context)) {
      context.header("WWW-Authenticate", "Basic realm=\"simulated ECR\"");
      throw new RegistryError(401, "UNAUTHORIZED", "Not Authorized");
    }
    String path = context.req().getRequestURI();
    if (path.equals("/v2/") || path.equals("/v2")) {
      context.header("Docker-Distribution-Api-Version", "registry/2.0");
      context.status(200);
      return;
    }
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      throw new RegistryError(404, "UNSUPPORTED", "There is no " + path);
    }
    String repository = matcher.group(1);
    if (world.find(Images.REPOSITORY, repository).isEmpty()) {
      throw new RegistryError(
          404,
          "NAME_UNKNOWN",
          "The repository with name '%s' does not exist in the registry with id '%s'"
              .formatted(repository, world.account()));
    }
    String rest = matcher.group(3);
    switch (matcher.group(2)) {
      case "blobs/uploads" -> blobs.upload(context, repository, rest);
      case "blobs" -> blobs.blob(context, repository, rest);
      case "manifests" -> manifests.manifest(context, repository, rest);
      default -> manifests.tags(context, repository);
    }
  }

  private boolean isKnown(Context context) {
    String header = context.header("Authorization");
    if (header == null || !header.startsWith("Basic ")) {
      return false;
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring("Basic ".length()).strip()),
              StandardCharsets.UTF_8);
      return pair.startsWith(USER) && tokens.contains(pair.substring(USER.length()));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static void refuse(Context context, RegistryError refused) {
    ObjectNode document = Nodes.object();
    document
        .putArray("errors")
        .addObject()
        .put("code", refused.code())
        .put("message", String.valueOf(refused.getMessage()));
    send(context, refused.status(), "application/json", document.toString());
  }

  /** Answers with a text. */
  static void send(Context context, int status, String type, String text) {
    context.status(status).contentType(type).result(text);
  }

  /** Answers with a file, or with its size where only the head was asked for. */
  static void send(Context context, String type, String digest, Path file) throws IOException {
    context
        .contentType(type)
        .header("Docker-Content-Digest", digest)
        .header("Content-Length", Long.toString(Files.size(file)));
    if (!context.method().name().equals("HEAD")) {
      context.result(Files.newInputStream(file));
    }
  }

  @Override
  public synchronized void close() {
    running.ifPresent(Javalin::stop);
    running = Optional.empty();
  }
}
