package stentor.models.catalogue;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A package that carries files of a model.
 *
 * @param source where it is
 * @param licence SPDX identifier of the licence of what is taken from it
 * @param bytes size of its archive
 * @param sha256 hash of its archive
 * @param unpackedBytes size of the archive when it is inflated; more is never read
 * @param members what is taken from it
 */
public record CataloguePackage(
    NpmPackage source,
    String licence,
    long bytes,
    String sha256,
    long unpackedBytes,
    List<CatalogueMember> members) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Checks all of it and copies the list. */
  public CataloguePackage {
    if (source == null || bytes <= 0 || unpackedBytes <= 0) {
      throw new IllegalArgumentException("a package lacks its source or its size");
    }
    if (sha256 == null || !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("the package " + source + " has no SHA-256 hash");
    }
    members = List.copyOf(members);
  }
}
