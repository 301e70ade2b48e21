package stentor.models.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import stentor.protocol.json.Documents;
import stentor.protocol.json.Versioned;
import stentor.protocol.model.ModelDocument;

/**
 * The models that can be fetched: {@code catalogue.json}, a part of the program.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param defaultModel id of the model that is used where none was named
 * @param models all of them, no two with the same id
 */
public record Catalogue(int schema, String defaultModel, List<CatalogueModel> models)
    implements Versioned {

  /** Checks every model, that the default is there and that ids are used once. */
  public Catalogue {
    models = List.copyOf(models);
    long ids =
        models.stream().map(CatalogueModel::document).map(ModelDocument::id).distinct().count();
    if (ids != models.size()) {
      throw new IllegalArgumentException("the catalogue has two models of one id");
    }
    if (models.stream().noneMatch(model -> model.id().equals(defaultModel))) {
      throw new IllegalArgumentException("the catalogue lacks its default model");
    }
  }

  /** The catalogue inside this program. */
  public static Catalogue builtIn() {
    try (InputStream json = Catalogue.class.getResourceAsStream("catalogue.json")) {
      if (json == null) {
        throw new IllegalStateException("The program was built without its catalogue");
      }
      return Documents.read(json, Catalogue.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The model of this id, if it is in the catalogue. */
  public Optional<CatalogueModel> find(String id) {
    return models.stream().filter(model -> model.id().equals(id)).findFirst();
  }
}
