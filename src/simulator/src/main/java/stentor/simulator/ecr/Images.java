package stentor.simulator.ecr;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stentor.simulator.wire.WireFault;
import stentor.simulator.world.Kept;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** The images in the repositories; kept with the world. For calls that the world guards. */
public final class Images implements Kept {

  static final String REPOSITORY = "AWS::ECR::Repository";

  /** Type of a manifest of which nobody says another. */
  static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

  private final World world;
  private final Blobs blobs;
  private final List<Image> all = new ArrayList<>();

  /**
   * One image.
   *
   * @param repository name
   * @param digest of the manifest, {@code sha256:...}
   * @param tags that name it
   * @param mediaType of the manifest
   * @param size in bytes
   * @param at when it was pushed, simulated
   */
  record Image(
      String repository,
      String digest,
      List<String> tags,
      String mediaType,
      long size,
      Instant at) {

    Image {
      tags = List.copyOf(tags);
    }
  }

  /**
   * The state that is kept.
   *
   * @param images in the order in which they came
   */
  record Document(List<Image> images) {}

  private Images(World world, Blobs blobs) {
    this.world = world;
    this.blobs = blobs;
  }

  /**
   * Those in the repositories of a world.
   *
   * @param folder of their layers and manifests
   */
  public static Images in(World world, Path folder) {
    Images images = new Images(world, new Blobs(folder));
    world
        .state(images.part(), Document.class)
        .ifPresent(document -> images.all.addAll(document.images()));
    world.keep(images);
    world.whenRemoved(images::forget);
    return images;
  }

  /**
   * Why a resource cannot be deleted: a repository with images, unless its template says otherwise.
   */
  public Optional<String> holds(Resource resource) {
    boolean held =
        resource.type().equals(REPOSITORY)
            && !resource.properties().path("EmptyOnDelete").asBoolean(false)
            && in(resource.id()).findAny().isPresent();
    return held
        ? Optional.of(
            "The repository with name '%s' in registry with id '%s' cannot be deleted because it still contains images (Service: Ecr, Status Code: 400)"
                .formatted(resource.id(), world.account()))
        : Optional.empty();
  }

  private void forget(Resource gone) {
    if (gone.type().equals(REPOSITORY)) {
      all.removeIf(image -> image.repository().equals(gone.id()));
      blobs.forget(gone.id());
    }
  }

  /** Their bytes. */
  Blobs blobs() {
    return blobs;
  }

  /**
   * Puts a manifest, under a tag if there is one.
   *
   * @param size of all that it refers to, in bytes
   * @throws WireFault where the tag names another image and tags are immutable
   */
  Image push(
      Resource repository, String manifest, String mediaType, long size, Optional<String> tag) {
    String digest = blobs.put(repository.id(), manifest.getBytes(StandardCharsets.UTF_8));
    Optional<Image> before = tag.flatMap(name -> tagged(repository.id(), name));
    if (before.isPresent()
        && !before.get().digest().equals(digest)
        && repository.text("ImageTagMutability").equals("IMMUTABLE")) {
      throw new WireFault(
          "ImageTagAlreadyExistsException",
          "The image tag '%s' already exists in the '%s' repository and cannot be overwritten because the tag is immutable."
              .formatted(tag.orElse(""), repository.id()));
    }
    before.filter(old -> !old.digest().equals(digest)).ifPresent(old -> untag(old, tag.orElse("")));
    List<String> tags = new ArrayList<>();
    in(repository.id())
        .filter(one -> one.digest().equals(digest))
        .forEach(one -> tags.addAll(one.tags()));
    tag.filter(name -> !tags.contains(name)).ifPresent(tags::add);
    Image image = new Image(repository.id(), digest, tags, mediaType, size, world.now());
    put(image);
    return image;
  }

  /** Takes a name away from an image. */
  void untag(Image image, String tag) {
    put(
        new Image(
            image.repository(),
            image.digest(),
            image.tags().stream().filter(one -> !one.equals(tag)).toList(),
            image.mediaType(),
            image.size(),
            image.at()));
  }

  Stream<Image> in(String repository) {
    return all.stream().filter(image -> image.repository().equals(repository));
  }

  Optional<Image> tagged(String repository, String tag) {
    return in(repository).filter(image -> image.tags().contains(tag)).findFirst();
  }

  /** Takes the place of the image of its digest, if there is one. */
  private void put(Image image) {
    all.removeIf(
        one -> one.repository().equals(image.repository()) && one.digest().equals(image.digest()));
    all.add(image);
    world.changed();
  }

  void remove(Image image) {
    all.remove(image);
    world.changed();
  }

  @Override
  public String part() {
    return "images";
  }

  @Override
  public Object state() {
    return new Document(List.copyOf(all));
  }
}
