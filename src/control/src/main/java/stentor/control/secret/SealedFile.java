package stentor.control.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import stentor.protocol.json.Versioned;

/**
 * A secret that a passphrase opens: AES-256-GCM (NIST SP 800-38D) under a key that PBKDF2 with
 * HMAC-SHA-256 derives (RFC 8018; rounds as OWASP's Password Storage Cheat Sheet has them since
 * 2023). It protects against whoever gets the file alone, a backup say. It does not protect against
 * a weak passphrase, nor against programs that run in its owner's name while it is open.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param rounds of the derivation
 * @param salt base64
 * @param nonce base64
 * @param ciphertext base64
 */
record SealedFile(int schema, int rounds, String salt, String nonce, String ciphertext)
    implements Versioned {

  private static final int ROUNDS = 600_000;

  /** More would keep whoever opens a strange file waiting. */
  private static final int MOST_ROUNDS = 10_000_000;

  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int KEY_BITS = 256;
  private static final int TAG_BITS = 128;

  /**
   * Seals a secret.
   *
   * @param name bound to it: under another name it does not open
   */
  static SealedFile of(String name, byte[] secret, Secret passphrase, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(salt);
    random.nextBytes(nonce);
    try {
      byte[] ciphertext =
          cipher(Cipher.ENCRYPT_MODE, name, passphrase, ROUNDS, salt, nonce).doFinal(secret);
      Base64.Encoder text = Base64.getEncoder();
      return new SealedFile(
          SCHEMA,
          ROUNDS,
          text.encodeToString(salt),
          text.encodeToString(nonce),
          text.encodeToString(ciphertext));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The secret; empty where the passphrase is another one, or the file was changed. */
  Optional<byte[]> open(String name, Secret passphrase) {
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      return Optional.empty();
    }
    try {
      Base64.Decoder bytes = Base64.getDecoder();
      return Optional.of(
          cipher(
                  Cipher.DECRYPT_MODE,
                  name,
                  passphrase,
                  rounds,
                  bytes.decode(salt),
                  bytes.decode(nonce))
              .doFinal(bytes.decode(ciphertext)));
    } catch (GeneralSecurityException | IllegalArgumentException changed) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(
      int mode, String name, Secret passphrase, int rounds, byte[] salt, byte[] nonce)
      throws GeneralSecurityException {
    PBEKeySpec derived = new PBEKeySpec(passphrase.reveal().toCharArray(), salt, rounds, KEY_BITS);
    try {
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(derived).getEncoded();
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
      return cipher;
    } finally {
      derived.clearPassword();
    }
  }
}
