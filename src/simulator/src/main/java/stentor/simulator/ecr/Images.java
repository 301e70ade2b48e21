package stentor.simulator.ecr;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stentor.simulator.world.Kept;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** The images in the repositories; kept with the world. For calls that the world guards. */
public final class Images implements Kept {

  static final String REPOSITORY = "AWS::ECR::Repository";

  private final World world;
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

  private Images(World world) {
    this.world = world;
  }

  /** Those in the repositories of a world. */
  public static Images of(World world) {
    Images images = new Images(world);
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
    }
  }

  Stream<Image> in(String repository) {
    return all.stream().filter(image -> image.repository().equals(repository));
  }

  Optional<Image> tagged(String repository, String tag) {
    return in(repository).filter(image -> image.tags().contains(tag)).findFirst();
  }

  /** Takes the place of the image of its digest, if there is one. */
  void put(Image image) {
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
