package stentor.models.add;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.store.InstalledModel;
import stentor.models.store.ModelStore;
import stentor.models.store.Presence;
import stentor.models.store.Sha256;
import stentor.models.store.StoreLock;
import stentor.protocol.file.DurableFiles;
import stentor.protocol.file.IoReason;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelFile;

/**
 * Takes folders into a store that carry a {@code model.json}: every file is copied and hashed on
 * the way, then the model appears by one rename. What is unfinished lies in the store's folder
 * {@code .add} and is removed at the end, whatever that is, and what a killed process left there by
 * the next one. Safe for all threads and processes, of which one at a time adds.
 */
public final class ModelAdder {

  private static final String WORK = ".add";
  private static final String BUILDING = "model";
  private static final int BLOCK = 1 << 16;

  /** Stays free, so that the system is not brought down by a full disk. */
  private static final long RESERVE_BYTES = 32 << 20;

  private final ModelStore store;

  /** Adds to this store. */
  public ModelAdder(ModelStore store) {
    this.store = store;
  }

  /**
   * Adds the model in a folder; does nothing where the store has the same one. One that is damaged
   * there is set aside and replaced. Blocks; ends within about a second of a cancellation or an
   * interrupt, which stays set.
   *
   * @param path of the folder; only what its {@code model.json} lists is taken
   * @throws ModelException if it is no such folder, its files are not those that are listed, the
   *     store has another model of this name and version, or it was cancelled; the store is then as
   *     it was
   */
  public Added add(Path path, AddListener listener, Cancellation cancellation) {
    ForeignFolder source = ForeignFolder.open(path);
    List<String> faults = source.visibleFaults();
    if (!faults.isEmpty()) {
      throw new ModelException(new ModelProblem.WrongFiles(path, faults));
    }
    Path work = store.folder().resolve(WORK);
    try {
      Files.createDirectories(work);
      try (StoreLock _ = StoreLock.take(work.resolve("lock"), waiting(listener, cancellation))) {
        return addAlone(new Run(source, work.resolve(BUILDING), listener, cancellation));
      }
    } catch (IOException failed) {
      // An interrupt closes the file that is being read or written.
      cancellation.check();
      throw new ModelException(
          new ModelProblem.StoreFailed(store.folder(), IoReason.of(failed)), failed);
    }
  }

  private record Run(
      ForeignFolder source, Path building, AddListener listener, Cancellation cancellation) {

    ModelDocument document() {
      return source.document();
    }
  }

  private Added addAlone(Run run) throws IOException {
    ModelDocument document = run.document();
    return switch (store.examine(document.id(), document.version(), run.cancellation())) {
      case Presence.Sound(InstalledModel there) -> {
        requireSame(document, there);
        read(run, Optional.empty());
        yield new Added(there, false);
      }
      case Presence.Unsound _ -> new Added(install(run, true), true);
      case Presence.Absent _ -> new Added(install(run, false), true);
    };
  }

  private static void requireSame(ModelDocument document, InstalledModel there) {
    if (!document.equals(there.document())) {
      String difference =
          document.files().equals(there.document().files())
              ? "its files are the same, and what model.json says beside them differs"
              : "its files differ";
      throw new ModelException(
          new ModelProblem.OtherContent(
              document.id(), document.version(), there.folder(), difference));
    }
  }

  private InstalledModel install(Run run, boolean replaces) throws IOException {
    ModelDocument document = run.document();
    DurableFiles.deleteTree(run.building());
    requireSpace(document);
    try {
      Files.createDirectories(run.building());
      read(run, Optional.of(run.building()));
      run.cancellation().check();
      if (replaces) {
        store.setAside(document.id(), document.version());
      }
      return store.publish(run.building(), document);
    } finally {
      DurableFiles.deleteTree(run.building());
    }
  }

  private void requireSpace(ModelDocument document) throws IOException {
    long needed = document.bytes() + RESERVE_BYTES;
    long free = Files.getFileStore(store.folder()).getUsableSpace();
    if (free < needed) {
      throw new ModelException(
          new ModelProblem.DiskFull(document.id(), store.folder(), needed, free));
    }
  }

  /** Reads every file to its end, and copies it to where one is built. */
  private static void read(Run run, Optional<Path> target) throws IOException {
    List<String> faults = new ArrayList<>();
    long before = 0;
    for (ModelFile file : run.document().files()) {
      try (OutputStream out = open(target, file)) {
        fault(run, file, out, before).ifPresent(fault -> faults.add(file.path() + " " + fault));
      }
      before += file.bytes();
    }
    if (!faults.isEmpty()) {
      throw new ModelException(new ModelProblem.WrongFiles(run.source().path(), faults));
    }
  }

  private static OutputStream open(Optional<Path> target, ModelFile file) throws IOException {
    if (target.isEmpty()) {
      return OutputStream.nullOutputStream();
    }
    Path place = target.get().resolve(file.path());
    Files.createDirectories(place.resolveSibling("."));
    return Files.newOutputStream(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static Optional<String> fault(Run run, ModelFile file, OutputStream out, long before)
      throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] block = new byte[BLOCK];
    long bytes = 0;
    try (Source in = Source.open(run.source(), file)) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        bytes += read;
        if (bytes > file.bytes()) {
          return Optional.of("has more than " + file.bytes() + " bytes");
        }
        digest.update(block, 0, read);
        out.write(block, 0, read);
        run.listener().read(run.document(), before + bytes);
        run.cancellation().check();
      }
    } catch (SourceFailedException failed) {
      run.cancellation().check();
      return Optional.of("cannot be read (" + failed.getMessage() + ")");
    }
    String hash = Sha256.of(digest);
    if (bytes != file.bytes()) {
      return Optional.of("has " + bytes + " bytes instead of " + file.bytes());
    }
    return hash.equals(file.sha256())
        ? Optional.empty()
        : Optional.of("has other content (SHA-256 " + hash + ")");
  }

  private static StoreLock.Waiting waiting(AddListener listener, Cancellation cancellation) {
    return new StoreLock.Waiting() {
      @Override
      public void begins() {
        listener.waiting();
      }

      @Override
      public void pause(Duration duration) {
        cancellation.check();
        try {
          Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new ModelException(new ModelProblem.Cancelled(), interrupted);
        }
      }
    };
  }

  /** Tells a failure of what is read from one of what is written. */
  private record Source(InputStream in) implements AutoCloseable {

    static Source open(ForeignFolder folder, ModelFile file) throws SourceFailedException {
      try {
        return new Source(folder.open(file));
      } catch (IOException failed) {
        throw new SourceFailedException(failed);
      }
    }

    int read(byte[] block) throws SourceFailedException {
      try {
        return in.read(block);
      } catch (IOException failed) {
        throw new SourceFailedException(failed);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static final class SourceFailedException extends IOException {
    private static final long serialVersionUID = 1;

    SourceFailedException(IOException cause) {
      super(IoReason.of(cause), cause);
    }
  }
}
