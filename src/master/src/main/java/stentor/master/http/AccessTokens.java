package stentor.master.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;
import stentor.protocol.access.AccessToken;
import stentor.protocol.access.NamedToken;
import stentor.protocol.access.NamedTokens;

/**
 * The tokens that are let in. What is said is hashed first and its hash compared with that of every
 * token, so that the time tells neither how long a token is, nor how much of it was right, nor
 * which one it was. Safe for all threads.
 */
public final class AccessTokens {

  private final byte[] own;
  private final Supplier<NamedTokens> named;

  /**
   * These tokens.
   *
   * @param own the environment's own
   * @param named those with names, as they are now; asked at every call
   */
  public AccessTokens(String own, Supplier<NamedTokens> named) {
    this.own = AccessToken.sha256(own).getBytes(StandardCharsets.US_ASCII);
    this.named = named;
  }

  /** Whose token this is, if it is one. */
  Optional<Caller> caller(String said) {
    String hash = AccessToken.sha256(said);
    boolean environment = MessageDigest.isEqual(own, hash.getBytes(StandardCharsets.US_ASCII));
    Optional<Caller> found = Optional.empty();
    for (NamedToken token : named.get().tokens()) {
      if (token.hasHash(hash)) {
        found = Optional.of(Caller.named(token.name()));
      }
    }
    return environment ? Optional.of(Caller.ENVIRONMENT) : found;
  }
}
