package stentor.simulator.ecr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import stentor.simulator.operation.Nodes;
import stentor.simulator.wire.WireFault;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** The registry's calls about manifests and the tags that name them. */
final class ManifestCalls {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final World world;
  private final Images images;

  ManifestCalls(World world, Images images) {
    this.world = world;
    this.images = images;
  }

  void tags(Context context, String repository) throws IOException {
    ObjectNode document = Nodes.object().put("name", repository);
    document.set(
        "tags",
        Nodes.texts(
            world
                .atomically(
                    () ->
                        images
                            .in(repository)
                            .flatMap(image -> image.tags().stream())
                            .sorted()
                            .toList())
                .stream()));
    Registry.send(context, 200, "application/json", document.toString());
  }

  void manifest(Context context, String repository, String reference)
      throws IOException, RegistryError {
    switch (context.method().name()) {
      case "GET", "HEAD" -> get(context, repository, reference);
      case "PUT" -> put(context, repository, reference);
      // As ECR: images are deleted by its own calls.
      default ->
          throw new RegistryError(
              405, "UNSUPPORTED", context.method().name() + " is not supported here");
    }
  }

  private void get(Context context, String repository, String reference)
      throws IOException, RegistryError {
    Images.Image image =
        world
            .atomically(
                () ->
                    images
                        .in(repository)
                        .filter(
                            one -> one.digest().equals(reference) || one.tags().contains(reference))
                        .findFirst())
            .orElseThrow(() -> unknown(repository, reference));
    Path file =
        images
            .blobs()
            .find(repository, image.digest())
            .orElseThrow(() -> unknown(repository, reference));
    Registry.send(context, image.mediaType(), image.digest(), file);
  }

  private static RegistryError unknown(String repository, String reference) {
    return new RegistryError(
        404,
        "MANIFEST_UNKNOWN",
        "Requested image %s not found in %s".formatted(reference, repository));
  }

  private void put(Context context, String repository, String reference)
      throws IOException, RegistryError {
    byte[] bytes = context.bodyInputStream().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new RegistryError(413, "SIZE_INVALID", "The manifest is larger than 4 MiB");
    }
    JsonNode manifest = read(bytes);
    long size = sizeOf(repository, manifest);
    String type = context.header("Content-Type");
    boolean byDigest = reference.startsWith("sha256:");
    Images.Image pushed;
    try {
      pushed =
          world.atomically(
              () ->
                  images.push(
                      repository(repository),
                      new String(bytes, StandardCharsets.UTF_8),
                      Optional.ofNullable(type)
                          .orElseGet(() -> manifest.path("mediaType").asText(Images.MANIFEST)),
                      size,
                      byDigest ? Optional.empty() : Optional.of(reference)));
    } catch (WireFault refused) {
      throw new RegistryError(400, "TAG_INVALID", refused.message());
    }
    if (byDigest && !pushed.digest().equals(reference)) {
      throw new RegistryError(
          400, "DIGEST_INVALID", "provided digest did not match uploaded content");
    }
    context.header("Location", "/v2/" + repository + "/manifests/" + pushed.digest());
    context.header("Docker-Content-Digest", pushed.digest());
    context.status(201);
  }

  private Resource repository(String name) {
    return world
        .find(Images.REPOSITORY, name)
        .orElseThrow(() -> new WireFault("RepositoryNotFoundException", name + " is gone"));
  }

  private static JsonNode read(byte[] bytes) throws RegistryError {
    try {
      JsonNode manifest = MAPPER.readTree(bytes);
      if (manifest.isObject()) {
        return manifest;
      }
    } catch (JsonProcessingException malformed) {
      // Said below, as of any other document.
    } catch (IOException malformed) {
      // Said below, as of any other document.
    }
    throw new RegistryError(400, "MANIFEST_INVALID", "The manifest is no JSON object");
  }

  /** Of all that it refers to, which has to be there before it. */
  private long sizeOf(String repository, JsonNode manifest) throws RegistryError {
    long size = 0;
    for (String list : new String[] {"config", "layers", "manifests"}) {
      JsonNode found = manifest.path(list);
      for (JsonNode part :
          found.isArray() ? found : Nodes.list(java.util.stream.Stream.of(found))) {
        String digest = part.path("digest").asText();
        if (part.isMissingNode() || part.path("urls").isArray()) {
          continue;
        }
        if (images.blobs().find(repository, digest).isEmpty()) {
          throw new RegistryError(404, "MANIFEST_BLOB_UNKNOWN", digest + " was not uploaded");
        }
        size += part.path("size").asLong();
      }
    }
    return size;
  }
}
