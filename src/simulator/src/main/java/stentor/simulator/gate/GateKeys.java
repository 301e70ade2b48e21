package stentor.simulator.gate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * Who a gate is, and who may come in.
 *
 * @param host the gate's own
 * @param user the one that may
 */
record GateKeys(KeyPair host, PublicKey user) {

  /**
   * Reads them.
   *
   * @param own the private half of the host's, PKCS 8 in Base64
   * @param told both halves' public one as the stack tells it, in OpenSSH's form
   * @param user the user's public key, in OpenSSH's form
   * @throws IllegalArgumentException if one is none
   */
  static GateKeys of(String own, String told, String user) {
    try {
      KeyFactory factory = SecurityUtils.getKeyFactory(SecurityUtils.ED25519);
      PrivateKey secret =
          factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(own)));
      return new GateKeys(new KeyPair(parsed(told), secret), parsed(user));
    } catch (GeneralSecurityException | IOException unusable) {
      throw new IllegalArgumentException("No key of a gate", unusable);
    }
  }

  private static PublicKey parsed(String line) throws GeneralSecurityException, IOException {
    return AuthorizedKeyEntry.parseAuthorizedKeyEntry(line)
        .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING);
  }
}
