package stentor.models.catalogue;

import java.util.List;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelTask;

/**
 * A model that can be fetched.
 *
 * @param id see {@link ModelDocument#id}
 * @param version see {@link ModelDocument#version}
 * @param name what people call it
 * @param task what it does
 * @param engine which engine runs it
 * @param languages BCP 47 tags of the languages it knows
 * @param licence SPDX identifier of its licence
 * @param sampleRate of the audio it takes, in Hz
 * @param packages that carry its files, the one with the model itself first
 */
public record CatalogueModel(
    String id,
    String version,
    String name,
    ModelTask task,
    String engine,
    List<String> languages,
    String licence,
    int sampleRate,
    List<CataloguePackage> packages) {

  /** Copies the lists. */
  public CatalogueModel {
    if (packages == null || packages.isEmpty()) {
      throw new IllegalArgumentException("the model " + id + " has no package");
    }
    packages = List.copyOf(packages);
    languages = List.copyOf(languages);
  }

  /**
   * The document of the model when it is installed.
   *
   * @throws IllegalArgumentException if something of it is out of its range
   */
  public ModelDocument document() {
    return new ModelDocument(
        ModelDocument.SCHEMA,
        id,
        version,
        name,
        task,
        engine,
        languages,
        licence,
        packages.getFirst().source().toString(),
        sampleRate,
        packages.stream()
            .flatMap(part -> part.members().stream())
            .map(CatalogueMember::file)
            .toList());
  }

  /** Size of all archives together: what the network carries. */
  public long downloadBytes() {
    return packages.stream().mapToLong(CataloguePackage::bytes).sum();
  }
}
