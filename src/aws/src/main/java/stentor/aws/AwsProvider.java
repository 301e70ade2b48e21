package stentor.aws;

import stentor.control.Platform;
import stentor.control.cloud.CloudProvider;
import stentor.control.cloud.CloudSite;

/** Opens the platform of AWS; found by {@link java.util.ServiceLoader}. */
public final class AwsProvider implements CloudProvider {

  /** Made by the service loader. */
  public AwsProvider() {}

  @Override
  public Platform open(CloudSite site) {
    return new AwsPlatform(site);
  }
}
