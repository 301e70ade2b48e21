package stentor.models.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import stentor.models.catalogue.CataloguePackage;
import stentor.models.store.StoreLock;

/** Where the archives of packages come from. */
sealed interface TarballSource permits RegistryTarballs, FolderTarballs {

  /** Bytes that must still be written to the disk before the archive can be held. */
  long missingBytes(CataloguePackage part) throws IOException;

  /**
   * The archive, with the hash that is pinned. Blocks until it is there.
   *
   * @throws stentor.models.ModelException if it cannot be had
   */
  Held hold(CataloguePackage part, FetchRun run) throws IOException;

  /** Says that the archive is not needed any more. */
  void discard(CataloguePackage part, FetchRun run) throws IOException;

  /**
   * An archive nobody changes as long as it is not closed.
   *
   * @param file where it is
   * @param lock keeps others away; absent where nobody writes
   */
  record Held(Path file, Optional<StoreLock> lock) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (lock.isPresent()) {
        lock.get().close();
      }
    }
  }
}
