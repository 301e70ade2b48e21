package stentor.app;

import java.util.List;
import java.util.Optional;
import stentor.app.launch.CloudAccess;
import stentor.app.signin.WindowSignIn;
import stentor.control.secret.AccessKey;
import stentor.control.secret.Keeping;
import stentor.control.secret.KeptKey;
import stentor.control.secret.Secret;
import stentor.protocol.environment.CloudIdentity;

/** The same access; who asks for it here wants to be asked to sign in. */
record SigningAccess(CloudAccess.Door door, WindowSignIn signIn) implements CloudAccess.Door {

  @Override
  public CloudIdentity whoAmI(String platform, Optional<String> profile)
      throws InterruptedException {
    return signIn.signingIn(() -> door.whoAmI(platform, profile));
  }

  @Override
  public Optional<Keeping> best() throws InterruptedException {
    return door.best();
  }

  @Override
  public List<String> kept() throws InterruptedException {
    return door.kept();
  }

  @Override
  public KeptKey keep(String name, AccessKey key, Keeping where, Optional<Secret> passphrase)
      throws InterruptedException {
    return door.keep(name, key, where, passphrase);
  }
}
