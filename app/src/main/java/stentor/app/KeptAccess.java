package stentor.app;

import java.util.List;
import java.util.Optional;
import stentor.app.launch.CloudAccess;
import stentor.control.cloud.CloudPlatforms;
import stentor.control.secret.AccessKey;
import stentor.control.secret.AccessKeys;
import stentor.control.secret.Keeping;
import stentor.control.secret.KeptKey;
import stentor.control.secret.Secret;
import stentor.protocol.environment.CloudIdentity;

/** Access to the clouds that there are, with the access keys that are kept on this computer. */
record KeptAccess(CloudPlatforms clouds, AccessKeys keys) implements CloudAccess.Door {

  @Override
  public CloudIdentity whoAmI(String platform, Optional<String> profile)
      throws InterruptedException {
    return clouds.credentials(platform).whoAmI(profile);
  }

  @Override
  public Optional<Keeping> best() throws InterruptedException {
    return keys.best();
  }

  @Override
  public List<String> kept() throws InterruptedException {
    return keys.all().stream().map(KeptKey::name).toList();
  }

  @Override
  public KeptKey keep(String name, AccessKey key, Keeping where, Optional<Secret> passphrase)
      throws InterruptedException {
    return keys.add(name, key, where, passphrase);
  }
}
