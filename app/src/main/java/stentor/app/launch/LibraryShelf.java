package stentor.app.launch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import stentor.models.catalogue.CatalogueModel;
import stentor.models.library.ModelLibrary;
import stentor.models.store.InstalledModel;
import stentor.protocol.model.ModelDocument;

/** The models of this computer's library. Of a model that is installed no other version is told. */
public final class LibraryShelf implements ModelShelf {

  private final Supplier<ModelLibrary> library;

  /** The models of this library, which is asked for when it is needed. */
  public LibraryShelf(Supplier<ModelLibrary> library) {
    this.library = library;
  }

  @Override
  public List<ModelOffer> offers() {
    ModelLibrary models = library.get();
    String first = models.catalogue().defaultModel();
    List<ModelOffer> offers = new ArrayList<>();
    Set<String> told = new HashSet<>();
    // The newest version of a model stands first.
    for (InstalledModel installed : models.store().list().models()) {
      ModelDocument document = installed.document();
      if (told.add(document.id())) {
        offers.add(offer(document, document.bytes(), true, first));
      }
    }
    for (CatalogueModel fetchable : models.catalogue().models()) {
      if (told.add(fetchable.id())) {
        offers.add(offer(fetchable.document(), fetchable.downloadBytes(), false, first));
      }
    }
    return List.copyOf(offers);
  }

  private static ModelOffer offer(
      ModelDocument document, long bytes, boolean installed, String first) {
    return new ModelOffer(
        document.id(),
        document.version(),
        document.name(),
        document.languages(),
        document.licence(),
        bytes,
        installed,
        document.id().equals(first));
  }
}
