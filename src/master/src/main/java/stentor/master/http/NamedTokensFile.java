package stentor.master.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.access.NamedTokens;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;

/**
 * The tokens that have names, as the file says that others replace; looked at whenever it is asked,
 * and read again when it has changed. There are none while it is absent or cannot be read: a token
 * that was revoked shall not come back by a damaged file. Safe for all threads.
 */
public final class NamedTokensFile implements Supplier<NamedTokens> {

  private static final Logger LOG = LoggerFactory.getLogger(NamedTokensFile.class);

  private final Path file;
  private Optional<Stamp> read = Optional.empty();
  private NamedTokens last = NamedTokens.NONE;
  private boolean troubled;

  /** The tokens in this file, which may not be there yet. */
  public NamedTokensFile(Path file) {
    this.file = file;
  }

  /** Tells one file from the one that takes its place, also where the clock ticks slowly. */
  private record Stamp(FileTime changed, long bytes, Optional<Object> key) {}

  @Override
  public synchronized NamedTokens get() {
    try {
      Stamp now = stamp();
      if (!read.equals(Optional.of(now))) {
        last = Documents.read(file, NamedTokens.class);
        read = Optional.of(now);
        troubled = false;
      }
    } catch (NoSuchFileException none) {
      forget();
      troubled = false;
    } catch (IOException | DocumentException unreadable) {
      forget();
      if (!troubled) {
        LOG.error("The named tokens cannot be read: none of them lets anybody in", unreadable);
      }
      troubled = true;
    }
    return last;
  }

  private void forget() {
    read = Optional.empty();
    last = NamedTokens.NONE;
  }

  private Stamp stamp() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(
        attributes.lastModifiedTime(),
        attributes.size(),
        Optional.ofNullable(attributes.fileKey()));
  }
}
