package stentor.control.cloud;

import stentor.control.Platform;

/**
 * Opens a platform on the cloud. Its implementation is found by {@link java.util.ServiceLoader}, so
 * that nothing here depends on a cloud's libraries.
 */
public interface CloudProvider {

  /** The platform at this site. Asks nothing of the cloud yet. */
  Platform open(CloudSite site);
}
