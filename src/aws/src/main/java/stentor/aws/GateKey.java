package stentor.aws;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.EdECPublicKey;
import java.util.Base64;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.PrivateFiles;

/**
 * The key that opens the gate of one environment, made on this computer: its private half never
 * leaves the environment's folder. {@code gate_key} (0600) holds it as PKCS #8 in PEM (RFC 7468),
 * {@code gate_key.pub} its public half as OpenSSH writes it (RFC 8709).
 */
final class GateKey {

  private static final String TYPE = "ssh-ed25519";
  private static final int BYTES = 32;
  private static final int LINE = 64;

  private final Path privateHalf;
  private final Path publicHalf;

  GateKey(EnvironmentFolder folder) {
    this.privateHalf = folder.path().resolve("gate_key");
    this.publicHalf = folder.path().resolve("gate_key.pub");
  }

  /** Whether it is there. */
  boolean exists() {
    return Files.exists(privateHalf) && Files.exists(publicHalf);
  }

  /** Its public half, one line. */
  String publicHalf() throws IOException {
    return Files.readString(publicHalf, StandardCharsets.US_ASCII).strip();
  }

  /** Makes it where it is missing. */
  void make() throws IOException {
    if (exists()) {
      return;
    }
    KeyPair pair;
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
    String body =
        Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(pair.getPrivate().getEncoded());
    String pem = "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    PrivateFiles.replace(privateHalf, pem.getBytes(StandardCharsets.US_ASCII));
    PrivateFiles.replace(
        publicHalf,
        (openSsh((EdECPublicKey) pair.getPublic()) + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** RFC 8709, section 4: the name of the type, then the key, each with its length. */
  private static String openSsh(EdECPublicKey key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      byte[] type = TYPE.getBytes(StandardCharsets.US_ASCII);
      byte[] point = littleEndian(key);
      out.writeInt(type.length);
      out.write(type);
      out.writeInt(point.length);
      out.write(point);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return TYPE + " " + Base64.getEncoder().encodeToString(bytes.toByteArray()) + " stentor";
  }

  /** RFC 8032, section 5.1.2: y in little-endian order, the sign of x in the highest bit. */
  private static byte[] littleEndian(EdECPublicKey key) {
    byte[] big = key.getPoint().getY().toByteArray();
    byte[] point = new byte[BYTES];
    for (int i = 0; i < Math.min(big.length, BYTES); i++) {
      point[i] = big[big.length - 1 - i];
    }
    if (key.getPoint().isXOdd()) {
      point[BYTES - 1] |= (byte) 0x80;
    }
    return point;
  }
}
