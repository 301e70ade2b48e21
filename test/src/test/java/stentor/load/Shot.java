package stentor.load;

import java.io.IOException;

/** One request of a load. Called by many threads at once. */
@FunctionalInterface
interface Shot {

  /**
   * Sends it and reads the whole answer.
   *
   * @return the status of the answer
   * @throws java.net.SocketTimeoutException if none came in time
   * @throws IOException if there was none
   */
  int fire() throws IOException, InterruptedException;
}
