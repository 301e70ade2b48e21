package stentor.aws.credentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.control.environment.PrivateFiles;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Documents;

/**
 * The files in which AWS's own tools keep sign-ins to IAM Identity Center: {@code sso/cache} in
 * their folder, named by the SHA-1 of the session's name (botocore, {@code SSOTokenLoader}). Safe
 * for all threads.
 */
final class CenterTokens {

  private static final Logger LOG = LoggerFactory.getLogger(CenterTokens.class);

  private final Path folder;

  /** What could not be written. */
  private final Map<IdentityCenter, CenterToken> unwritten = new ConcurrentHashMap<>();

  /** Those of a folder of AWS's own tools. */
  CenterTokens(Path awsFolder) {
    this.folder = awsFolder.resolve("sso/cache");
  }

  private Path file(IdentityCenter center) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(center.name().getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(hash) + ".json");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The last sign-in; empty where there is none that can be read. */
  Optional<CenterToken> read(IdentityCenter center) {
    Optional<CenterToken> here = Optional.ofNullable(unwritten.get(center));
    if (here.isPresent()) {
      return here;
    }
    try {
      return DocumentFiles.read(file(center), CenterToken.class);
    } catch (DocumentException | IOException unreadable) {
      LOG.warn(
          "A sign-in to IAM Identity Center cannot be read: {}", unreadable.getClass().getName());
      return Optional.empty();
    }
  }

  /**
   * Keeps a sign-in for the next run, and for AWS's own tools. One that cannot be written serves
   * this process alone.
   */
  void write(IdentityCenter center, CenterToken token) {
    try {
      PrivateFiles.makeFolder(folder);
      PrivateFiles.replace(file(center), Documents.write(token));
      unwritten.remove(center);
    } catch (IOException unwritable) {
      LOG.warn(
          "A sign-in to IAM Identity Center cannot be kept: {}", unwritable.getClass().getName());
      unwritten.put(center, token);
    }
  }
}
