package stentor.aws;

import stentor.aws.credentials.CredentialSources;
import stentor.control.cloud.Cloud;
import stentor.control.cloud.CloudProvider;
import stentor.control.cloud.CloudSite;

/** Opens AWS; found by {@link java.util.ServiceLoader}. */
public final class AwsProvider implements CloudProvider {

  /** Made by the service loader. */
  public AwsProvider() {}

  @Override
  public Cloud open(CloudSite site) {
    CredentialSources credentials = new CredentialSources(site);
    return new Cloud(new AwsPlatform(site, credentials), new AccountCredentials(site, credentials));
  }
}
