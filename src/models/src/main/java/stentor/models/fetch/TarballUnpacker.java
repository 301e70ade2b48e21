package stentor.models.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.catalogue.CatalogueMember;
import stentor.models.catalogue.CataloguePackage;
import stentor.models.catalogue.Extraction;
import stentor.models.store.Sha256;
import stentor.protocol.model.ModelFile;

/**
 * Takes the files of a model out of a package's archive (tar, gzip). Only what the catalogue
 * declares is taken, each with its pinned size and hash; an archive that holds anything but plain
 * files and folders under safe names, too many of them or too many bytes is refused as a whole.
 */
final class TarballUnpacker {

  private static final int MOST_ENTRIES = 10_000;
  private static final int MOST_EXTRACTION_BYTES = 16 << 20;
  private static final int BLOCK = 1 << 16;

  private final CataloguePackage part;
  private final FetchRun run;

  TarballUnpacker(CataloguePackage part, FetchRun run) {
    this.part = part;
    this.run = run;
  }

  /**
   * Unpacks.
   *
   * @param folder gets the files; has none of them yet
   * @throws ModelException with {@link ModelProblem.MalformedArchive}, or if it was cancelled
   * @throws IOException if a file cannot be written, or the archive not be read from the disk
   */
  void unpack(Path tarball, Path folder) throws IOException {
    Map<String, CatalogueMember> wanted = new HashMap<>();
    part.members().forEach(member -> wanted.put(member.path(), member));
    try (InputStream file = Files.newInputStream(tarball);
        TarArchiveInputStream tar = open(file)) {
      int entries = 0;
      for (Optional<TarArchiveEntry> next = next(tar); next.isPresent(); next = next(tar)) {
        entries++;
        if (entries > MOST_ENTRIES) {
          throw malformed("it has more than " + MOST_ENTRIES + " entries");
        }
        TarArchiveEntry entry = next.get();
        requireHarmless(entry);
        CatalogueMember member = wanted.get(entry.getName());
        if (member != null && entry.isFile()) {
          wanted.remove(entry.getName());
          take(tar, entry, member, folder);
        }
        run.check();
      }
    }
    if (!wanted.isEmpty()) {
      throw malformed("it lacks " + String.join(", ", wanted.keySet().stream().sorted().toList()));
    }
  }

  private TarArchiveInputStream open(InputStream file) {
    try {
      InputStream inflated = new GZIPInputStream(new BufferedInputStream(file), BLOCK);
      return new TarArchiveInputStream(new LimitedStream(inflated, part.unpackedBytes()));
    } catch (IOException noArchive) {
      throw malformed(noArchive);
    }
  }

  private Optional<TarArchiveEntry> next(TarArchiveInputStream tar) {
    try {
      return Optional.ofNullable(tar.getNextEntry());
    } catch (IOException | IllegalArgumentException broken) {
      throw malformed(broken);
    }
  }

  private void requireHarmless(TarArchiveEntry entry) {
    String name = entry.getName();
    boolean plain =
        switch (entry.getLinkFlag()) {
          case TarConstants.LF_OLDNORM, TarConstants.LF_NORMAL, TarConstants.LF_DIR -> true;
          default -> false;
        };
    if (!plain || entry.isSparse()) {
      throw malformed("it has an entry that is neither a file nor a folder");
    }
    if (name.startsWith("/")
        || name.indexOf('\\') >= 0
        || name.indexOf('\0') >= 0
        || Arrays.asList(name.split("/", -1)).contains("..")) {
      throw malformed("it has an entry that leads out of its folder");
    }
  }

  private void take(
      TarArchiveInputStream tar, TarArchiveEntry entry, CatalogueMember member, Path folder)
      throws IOException {
    ModelFile file = member.file();
    Path target = folder.resolve(file.path());
    Files.createDirectories(target.resolveSibling("."));
    String hash =
        member.extract().isPresent()
            ? extract(tar, entry, member.extract().get(), target)
            : copy(tar, entry, file, target);
    if (Files.size(target) != file.bytes() || !hash.equals(file.sha256())) {
      throw malformed(member.path() + " does not give " + file.path() + " as it is pinned");
    }
  }

  private String copy(TarArchiveInputStream tar, TarArchiveEntry entry, ModelFile file, Path target)
      throws IOException {
    if (entry.getSize() != file.bytes()) {
      throw malformed(entry.getName() + " has " + entry.getSize() + " bytes");
    }
    MessageDigest digest = Sha256.digest();
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(target)) {
      for (int read = read(tar, block); read >= 0; read = read(tar, block)) {
        digest.update(block, 0, read);
        out.write(block, 0, read);
        run.check();
      }
    }
    return Sha256.of(digest);
  }

  private int read(TarArchiveInputStream tar, byte[] block) {
    try {
      return tar.read(block);
    } catch (IOException broken) {
      throw malformed(broken);
    }
  }

  private String extract(
      TarArchiveInputStream tar, TarArchiveEntry entry, Extraction extraction, Path target)
      throws IOException {
    if (entry.getSize() > MOST_EXTRACTION_BYTES) {
      throw malformed(entry.getName() + " has " + entry.getSize() + " bytes");
    }
    byte[] content;
    try {
      content = extraction.apply(tar.readNBytes(MOST_EXTRACTION_BYTES));
    } catch (IOException | IllegalArgumentException broken) {
      throw malformed(broken);
    }
    Files.write(target, content);
    return Sha256.of(content);
  }

  private ModelException malformed(String reason) {
    return new ModelException(
        new ModelProblem.MalformedArchive(run.model().id(), part.source().toString(), reason));
  }

  private ModelException malformed(Exception cause) {
    return new ModelException(
        new ModelProblem.MalformedArchive(
            run.model().id(), part.source().toString(), "it cannot be read (" + cause + ")"),
        cause);
  }
}
