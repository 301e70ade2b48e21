package stentor.simulator.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import stentor.simulator.world.Kept;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/**
 * What lies in the buckets: the bytes in files, all else kept with the world. For calls that the
 * world guards.
 */
public final class Objects implements Kept {

  static final String BUCKET = "AWS::S3::Bucket";

  private final World world;
  private final Path folder;
  private final List<StoredVersion> versions = new ArrayList<>();

  /**
   * The state that is kept.
   *
   * @param versions in the order in which they were stored
   */
  record Document(List<StoredVersion> versions) {}

  private Objects(World world, Path folder) {
    this.world = world;
    this.folder = folder;
  }

  /**
   * Those of a world's buckets.
   *
   * @param folder of the files
   * @throws IOException if it cannot be made
   */
  public static Objects open(World world, Path folder) throws IOException {
    Files.createDirectories(folder);
    Objects objects = new Objects(world, folder);
    world
        .state(objects.part(), Document.class)
        .ifPresent(
            document ->
                document.versions().stream()
                    .filter(objects::isThere)
                    .forEach(objects.versions::add));
    world.keep(objects);
    world.whenRemoved(objects::forget);
    return objects;
  }

  /**
   * Why a resource cannot be deleted: a bucket in which there is anything, an old version or the
   * mark of a deletion even.
   */
  public Optional<String> holds(Resource resource) {
    boolean held =
        resource.type().equals(BUCKET)
            && versions.stream().anyMatch(version -> version.bucket().equals(resource.id()));
    return held
        ? Optional.of(
            "The bucket you tried to delete is not empty. You must delete all versions in the bucket. (Service: S3, Status Code: 409)")
        : Optional.empty();
  }

  private void forget(Resource gone) {
    if (gone.type().equals(BUCKET)) {
      List.copyOf(versions).stream()
          .filter(version -> version.bucket().equals(gone.id()))
          .forEach(this::drop);
    }
  }

  /** A simulator that was killed may have deleted a file, and not yet forgotten it. */
  private boolean isThere(StoredVersion version) {
    return version.deleted() || Files.exists(folder.resolve(version.file()));
  }

  /** All versions in a bucket, by key, the latest first. */
  List<StoredVersion> versions(String bucket) {
    return versions.reversed().stream()
        .filter(version -> version.bucket().equals(bucket))
        .sorted(Comparator.comparing(StoredVersion::key))
        .toList();
  }

  /** The object as it is now; absent where there is none. */
  Optional<StoredVersion> current(String bucket, String key) {
    return of(bucket, key).findFirst().filter(version -> !version.deleted());
  }

  /** The versions of an object, the latest first. */
  Stream<StoredVersion> of(String bucket, String key) {
    return versions.reversed().stream()
        .filter(version -> version.bucket().equals(bucket) && version.key().equals(key));
  }

  /** Stores bytes as the current version. */
  StoredVersion put(Resource bucket, String key, byte[] bytes, Map<String, String> headers) {
    String file = world.nextHex(32);
    try {
      Files.write(folder.resolve(file), bytes);
    } catch (IOException failed) {
      throw new UncheckedIOException("An object cannot be stored", failed);
    }
    return add(bucket, key, file, '"' + md5(bytes) + '"', bytes.length, headers);
  }

  /** Marks an object as deleted where versions are kept; else takes it away. */
  Optional<StoredVersion> delete(Resource bucket, String key) {
    if (isVersioned(bucket)) {
      return Optional.of(add(bucket, key, "", "", 0, Map.of()));
    }
    of(bucket.id(), key).toList().forEach(this::drop);
    return Optional.empty();
  }

  /** Takes one version away for good. */
  void drop(StoredVersion version) {
    versions.remove(version);
    world.changed();
    if (!version.deleted()) {
      try {
        Files.deleteIfExists(folder.resolve(version.file()));
      } catch (IOException failed) {
        throw new UncheckedIOException("An object cannot be deleted", failed);
      }
    }
  }

  byte[] bytes(StoredVersion version) {
    try {
      return Files.readAllBytes(folder.resolve(version.file()));
    } catch (IOException failed) {
      throw new UncheckedIOException("An object cannot be read", failed);
    }
  }

  static boolean isVersioned(Resource bucket) {
    return bucket
        .properties()
        .path("VersioningConfiguration")
        .path("Status")
        .asText()
        .equals("Enabled");
  }

  private StoredVersion add(
      Resource bucket,
      String key,
      String file,
      String etag,
      long size,
      Map<String, String> headers) {
    boolean versioned = isVersioned(bucket);
    if (!versioned) {
      of(bucket.id(), key).toList().forEach(this::drop);
    }
    StoredVersion version =
        new StoredVersion(
            bucket.id(),
            key,
            versioned ? world.nextHex(32) : "null",
            file,
            etag,
            size,
            world.now(),
            headers);
    versions.add(version);
    world.changed();
    return version;
  }

  /** An ETag of S3 is one, where an object was put in one piece. */
  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String part() {
    return "objects";
  }

  @Override
  public Object state() {
    return new Document(List.copyOf(versions));
  }
}
