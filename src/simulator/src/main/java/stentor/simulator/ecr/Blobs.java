package stentor.simulator.ecr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The bytes of images: layers and manifests, each a file by its digest in its repository's folder,
 * and uploads that have not ended. All of it outlives the simulator. Safe for all threads, but for
 * two of one upload.
 */
final class Blobs {

  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern UPLOAD = Pattern.compile("[0-9a-f-]{36}");

  private final Path folder;

  /** Those in a folder, which is made with the first of them. */
  Blobs(Path folder) {
    this.folder = folder;
  }

  /** The file of a blob, if it is there. */
  Optional<Path> find(String repository, String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      return Optional.empty();
    }
    return Optional.of(file(repository, digest)).filter(Files::isRegularFile);
  }

  /** Stores bytes; their digest. */
  String put(String repository, byte[] bytes) {
    String digest = "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes));
    Path file = file(repository, digest);
    try {
      Files.createDirectories(file.getParent());
      Path beside = file.resolveSibling(UUID.randomUUID() + ".new");
      Files.write(beside, bytes);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException("A manifest cannot be stored", failed);
    }
    return digest;
  }

  /** Begins an upload; its id. */
  String begin() throws IOException {
    String id = UUID.randomUUID().toString();
    Files.createDirectories(folder);
    Files.createFile(upload(id));
    return id;
  }

  /** How much of an upload has come; absent where there is none. */
  OptionalLong size(String id) throws IOException {
    if (!UPLOAD.matcher(id).matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Files.size(upload(id)));
    } catch (NoSuchFileException none) {
      return OptionalLong.empty();
    }
  }

  /** Adds to an upload; what comes before a connection is cut stays. */
  void append(String id, InputStream bytes) throws IOException {
    try (FileChannel file = FileChannel.open(upload(id), StandardOpenOption.APPEND)) {
      bytes.transferTo(Channels.newOutputStream(file));
    }
  }

  /** Ends an upload as a blob; false, and the upload is gone, where the digest is another. */
  boolean finish(String repository, String id, String digest) throws IOException {
    Path file = upload(id);
    MessageDigest sum = sha256();
    try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), sum)) {
      bytes.transferTo(java.io.OutputStream.nullOutputStream());
    }
    if (!digest.equals("sha256:" + HexFormat.of().formatHex(sum.digest()))) {
      abandon(id);
      return false;
    }
    Path blob = file(repository, digest);
    Files.createDirectories(blob.getParent());
    Files.move(file, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  /** Gives an upload up. */
  void abandon(String id) throws IOException {
    Files.deleteIfExists(upload(id));
  }

  /** A repository is gone, and all in it. */
  void forget(String repository) {
    Path gone = folder.resolve(flat(repository));
    try (Stream<Path> files = Files.isDirectory(gone) ? Files.list(gone) : Stream.of()) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(gone);
    } catch (IOException failed) {
      throw new UncheckedIOException("A repository cannot be deleted", failed);
    }
  }

  private Path file(String repository, String digest) {
    return folder.resolve(flat(repository)).resolve(digest.substring("sha256:".length()));
  }

  private Path upload(String id) {
    return folder.resolve("upload-" + id);
  }

  /** No repository's name has a plus in it. */
  private static String flat(String repository) {
    return "repository+" + repository.replace('/', '+');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
