package stentor.app.testing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import stentor.app.launch.CloudAccess;
import stentor.control.problem.ControlException;
import stentor.control.problem.KeysProblem;
import stentor.control.secret.AccessKey;
import stentor.control.secret.Keeping;
import stentor.control.secret.KeptKey;
import stentor.control.secret.Secret;
import stentor.protocol.environment.CloudIdentity;
import stentor.protocol.environment.CredentialKind;

/** A cloud that knows everybody, and keys in memory. */
public final class AccessDouble implements CloudAccess.Door {

  /** Where keys are kept without a passphrase. */
  public volatile Optional<Keeping> best = Optional.empty();

  /** What was kept. */
  public final List<KeptKey> keys = new CopyOnWriteArrayList<>();

  @Override
  public CloudIdentity whoAmI(String platform, Optional<String> profile) {
    if (profile.equals(Optional.of("nobody"))) {
      throw new ControlException(new KeysProblem.KeysUnknown("nobody"));
    }
    return new CloudIdentity(
        "000000000042",
        "arn:aws:sts::000000000042:assumed-role/lab/stentor",
        CredentialKind.ASSUMED_ROLE,
        profile,
        Optional.of(Instant.parse("2026-11-29T12:00:00Z")));
  }

  @Override
  public Optional<Keeping> best() {
    return best;
  }

  @Override
  public List<String> kept() {
    return keys.stream().map(KeptKey::name).toList();
  }

  @Override
  public KeptKey keep(String name, AccessKey key, Keeping where, Optional<Secret> passphrase) {
    KeptKey kept =
        new KeptKey(KeptKey.SCHEMA, name, key.hint(), where, Clock.systemUTC().instant());
    keys.add(kept);
    return kept;
  }
}
