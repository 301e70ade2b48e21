package stentor.simulator.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.JsonService;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Pages;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/**
 * ECR, as its API reference of 2015-09-21 has it. Images are pushed to the {@link Registry}, or are
 * manifests put by {@code PutImage}.
 */
public final class Ecr {

  private static final Duration TOKEN = Duration.ofHours(12);

  private final World world;
  private final Images images;
  private final Registry registry;

  private Ecr(World world, Images images, Registry registry) {
    this.world = world;
    this.images = images;
    this.registry = registry;
  }

  /** The service. */
  public static WireService over(World world, Images images, Registry registry) {
    Ecr ecr = new Ecr(world, images, registry);
    return new JsonService(
        "ecr",
        Map.of(
            "DescribeRepositories", ecr::repositories,
            "DescribeImages", ecr::describe,
            "ListImages", ecr::list,
            "PutImage", ecr::put,
            "BatchDeleteImage", ecr::delete,
            "GetAuthorizationToken", ecr::token));
  }

  /** With the address at which the registry really listens. */
  private ObjectNode token(Call call) {
    byte[] pair = ("AWS:" + registry.token()).getBytes(StandardCharsets.UTF_8);
    ObjectNode answer = Nodes.object();
    answer
        .putArray("authorizationData")
        .addObject()
        .put("authorizationToken", Base64.getEncoder().encodeToString(pair))
        .put("expiresAt", Nodes.seconds(world.now().plus(TOKEN)))
        .put("proxyEndpoint", registry.address().toString());
    return answer;
  }

  private ObjectNode repositories(Call call) {
    List<String> names = call.texts("repositoryNames");
    names.forEach(this::repository);
    Pages<Resource> page =
        Pages.of(
            world.all(Images.REPOSITORY).stream()
                .filter(one -> names.isEmpty() || names.contains(one.id()))
                .toList(),
            Resource::id,
            call.text("nextToken"),
            call.number("maxResults", 100),
            "InvalidParameterException");
    ObjectNode answer = Nodes.object();
    answer.set("repositories", Nodes.list(page.items().stream().map(one -> shape(one, call))));
    page.next().ifPresent(token -> answer.put("nextToken", token));
    return answer;
  }

  private ObjectNode shape(Resource repository, Call call) {
    String mutability = repository.text("ImageTagMutability");
    ObjectNode shape =
        Nodes.object()
            .put("repositoryName", repository.id())
            .put("registryId", world.account())
            .put(
                "repositoryArn",
                "arn:aws:ecr:%s:%s:repository/%s"
                    .formatted(call.wire().region(), world.account(), repository.id()))
            .put(
                "repositoryUri",
                "%s.dkr.ecr.%s.amazonaws.com/%s"
                    .formatted(world.account(), call.wire().region(), repository.id()))
            .put("createdAt", Nodes.seconds(repository.createdAt()))
            .put("imageTagMutability", mutability.isEmpty() ? "MUTABLE" : mutability);
    shape
        .putObject("imageScanningConfiguration")
        .put(
            "scanOnPush",
            repository
                .properties()
                .path("ImageScanningConfiguration")
                .path("ScanOnPush")
                .asBoolean(false));
    shape.putObject("encryptionConfiguration").put("encryptionType", "AES256");
    return shape;
  }

  private ObjectNode describe(Call call) {
    Resource repository = repository(call.required("repositoryName"));
    List<JsonNode> ids = call.items("imageIds");
    List<Images.Image> found =
        ids.isEmpty()
            ? images.in(repository.id()).toList()
            : ids.stream()
                .map(
                    id ->
                        find(repository, id)
                            .orElseThrow(
                                () ->
                                    new WireFault(
                                        "ImageNotFoundException",
                                        "The image with imageId %s does not exist within the repository with name '%s'"
                                            .formatted(id, repository.id()))))
                .toList();
    Pages<Images.Image> page =
        Pages.of(
            found,
            Images.Image::digest,
            call.text("nextToken"),
            call.number("maxResults", 100),
            "InvalidParameterException");
    ObjectNode answer = Nodes.object();
    answer.set("imageDetails", Nodes.list(page.items().stream().map(this::detail)));
    page.next().ifPresent(token -> answer.put("nextToken", token));
    return answer;
  }

  private ObjectNode detail(Images.Image image) {
    ObjectNode detail =
        Nodes.object()
            .put("registryId", world.account())
            .put("repositoryName", image.repository())
            .put("imageDigest", image.digest())
            .put("imageSizeInBytes", image.size())
            .put("imagePushedAt", Nodes.seconds(image.at()))
            .put("imageManifestMediaType", image.mediaType());
    detail.set("imageTags", Nodes.texts(image.tags().stream()));
    return detail;
  }

  private ObjectNode list(Call call) {
    Resource repository = repository(call.required("repositoryName"));
    Pages<ObjectNode> page =
        Pages.of(
            images.in(repository.id()).flatMap(Ecr::ids).toList(),
            ObjectNode::toString,
            call.text("nextToken"),
            call.number("maxResults", 100),
            "InvalidParameterException");
    ObjectNode answer = Nodes.object();
    answer.set("imageIds", Nodes.list(page.items().stream()));
    page.next().ifPresent(token -> answer.put("nextToken", token));
    return answer;
  }

  /** One for each tag, or one without where there is none. */
  private static Stream<ObjectNode> ids(Images.Image image) {
    return image.tags().isEmpty()
        ? Stream.of(Nodes.object().put("imageDigest", image.digest()))
        : image.tags().stream()
            .map(tag -> Nodes.object().put("imageDigest", image.digest()).put("imageTag", tag));
  }

  private ObjectNode put(Call call) {
    Resource repository = repository(call.required("repositoryName"));
    String manifest = call.required("imageManifest");
    Optional<String> tag = call.text("imageTag");
    String digest =
        images
            .push(
                repository,
                manifest,
                call.text("imageManifestMediaType").orElse(Images.MANIFEST),
                manifest.length(),
                tag)
            .digest();
    ObjectNode answer = Nodes.object();
    ObjectNode image =
        answer
            .putObject("image")
            .put("registryId", world.account())
            .put("repositoryName", repository.id())
            .put("imageManifest", manifest);
    ObjectNode id = image.putObject("imageId").put("imageDigest", digest);
    tag.ifPresent(name -> id.put("imageTag", name));
    return answer;
  }

  private ObjectNode delete(Call call) {
    Resource repository = repository(call.required("repositoryName"));
    ObjectNode answer = Nodes.object();
    ArrayNode deleted = answer.putArray("imageIds");
    ArrayNode failures = answer.putArray("failures");
    for (JsonNode id : call.items("imageIds")) {
      Optional<Images.Image> found = find(repository, id);
      if (found.isEmpty()) {
        ObjectNode failure =
            failures
                .addObject()
                .put("failureCode", "ImageNotFound")
                .put("failureReason", "Requested image not found");
        failure.set("imageId", id);
      } else if (id.has("imageTag") && found.get().tags().size() > 1) {
        images.untag(found.get(), id.path("imageTag").asText());
        deleted.add(id);
      } else {
        images.remove(found.get());
        ids(found.get()).forEach(deleted::add);
      }
    }
    return answer;
  }

  private Optional<Images.Image> find(Resource repository, JsonNode id) {
    return id.has("imageDigest")
        ? images
            .in(repository.id())
            .filter(one -> one.digest().equals(id.path("imageDigest").asText()))
            .findFirst()
        : images.tagged(repository.id(), id.path("imageTag").asText());
  }

  private Resource repository(String name) {
    return world
        .find(Images.REPOSITORY, name)
        .orElseThrow(
            () ->
                new WireFault(
                    "RepositoryNotFoundException",
                    "The repository with name '%s' does not exist in the registry with id '%s'"
                        .formatted(name, world.account())));
  }
}
