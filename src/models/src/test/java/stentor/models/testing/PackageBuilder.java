package stentor.models.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import stentor.models.catalogue.CatalogueMember;
import stentor.models.catalogue.CataloguePackage;
import stentor.models.catalogue.Extraction;
import stentor.models.catalogue.NpmPackage;
import stentor.models.store.Sha256;
import stentor.protocol.model.ModelFile;

/** Makes an archive of a package block by block, honest or not, and its line in the catalogue. */
public final class PackageBuilder {

  private static final int BLOCK = 512;

  private final NpmPackage source;
  private final ByteArrayOutputStream tar = new ByteArrayOutputStream();
  private final List<CatalogueMember> members = new ArrayList<>();
  private long unpackedBytes = -1;

  public PackageBuilder(String purl) {
    this.source = NpmPackage.parse(purl);
  }

  /** An entry that the catalogue declares. */
  public PackageBuilder member(String path, String file, byte[] content) {
    entry(path, TarConstants.LF_NORMAL, content.length, content);
    return declare(path, file, content);
  }

  /** An entry that the catalogue declares as the base64 text of a constant. */
  public PackageBuilder script(
      String path, String script, String constant, String file, byte[] content) {
    byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
    entry(path, TarConstants.LF_NORMAL, bytes.length, bytes);
    members.add(
        new CatalogueMember(
            path,
            Optional.of(new Extraction(Extraction.Kind.BASE64_STRING_LITERAL, constant)),
            new ModelFile(file, content.length, Sha256.of(content))));
    return this;
  }

  /** A line in the catalogue without an entry of its own. */
  public PackageBuilder declare(String path, String file, byte[] content) {
    members.add(
        new CatalogueMember(
            path, Optional.empty(), new ModelFile(file, content.length, Sha256.of(content))));
    return this;
  }

  /** An entry, whose header may lie about the size. */
  public PackageBuilder entry(String path, byte type, long declaredSize, byte[] content) {
    TarArchiveEntry entry = new TarArchiveEntry(path, type, true);
    entry.setSize(declaredSize);
    entry.setModTime(0);
    if (type == TarConstants.LF_SYMLINK || type == TarConstants.LF_LINK) {
      entry.setLinkName("/etc/passwd");
    }
    byte[] header = new byte[BLOCK];
    entry.writeEntryHeader(header);
    tar.writeBytes(header);
    tar.writeBytes(content);
    tar.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    return this;
  }

  /** Lets the catalogue declare another size than the archive inflates to. */
  public PackageBuilder declareUnpacked(long bytes) {
    unpackedBytes = bytes;
    return this;
  }

  public Built build() {
    tar.writeBytes(new byte[2 * BLOCK]);
    return build(gzip(tar.toByteArray()));
  }

  /** The same line of the catalogue over an archive of any bytes. */
  public Built build(byte[] archive) {
    CataloguePackage line =
        new CataloguePackage(
            source,
            "MIT",
            archive.length,
            Sha256.of(archive),
            unpackedBytes < 0 ? Math.max(1, tar.size()) : unpackedBytes,
            members);
    return new Built(line, archive);
  }

  /** A package as the catalogue has it, and its archive. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Built(CataloguePackage line, byte[] archive) {

    /** Where a registry has it. */
    public String path() {
      return "/" + line.source().fullName() + "/-/" + line.source().registryFile();
    }
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
