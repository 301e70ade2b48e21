package stentor.cli;

import java.time.Clock;
import java.util.function.Supplier;
import stentor.control.Environments;
import stentor.control.cloud.CloudCredentials;
import stentor.control.library.LocalModels;
import stentor.control.secret.AccessKeys;
import stentor.models.StentorHome;
import stentor.models.library.ModelLibrary;

/**
 * What the commands work with.
 *
 * @param home Stentor's folder
 * @param environments all about environments
 * @param credentials those of each cloud, by the name of its platform
 * @param keys access keys that are kept on this computer
 * @param library the models, made when they are first asked for
 * @param models what is done with them
 * @param pause how a command waits
 * @param clock what the time is
 */
public record Services(
    StentorHome home,
    Environments environments,
    Credentials credentials,
    AccessKeys keys,
    Supplier<ModelLibrary> library,
    LocalModels models,
    Pause pause,
    Clock clock) {

  /** Opens the credentials of a cloud. */
  @FunctionalInterface
  public interface Credentials {
    /** Those of the platform of this name. */
    CloudCredentials of(String platform) throws InterruptedException;
  }
}
