package stentor.control.cloud;

import java.util.Optional;
import stentor.protocol.environment.CloudIdentity;

/** Credentials of a cloud, as this process has them. Safe for all threads. */
public interface CloudCredentials {

  /**
   * Asks the cloud who we are; has the person asked where that is needed for it, and keeps what was
   * got for what comes next.
   *
   * @param profile name of the profile; absent: what the cloud's own tools would use
   * @throws stentor.speech.problem.ProblemException where there are no credentials that it knows
   */
  CloudIdentity whoAmI(Optional<String> profile) throws InterruptedException;
}
