package stentor.jobs.lifecycle;

import java.io.IOException;

/** A duty that is kept while there is much to do. */
@FunctionalInterface
interface KeptDuty {

  /** Asks for it anew; false where somebody else has it. */
  boolean holds() throws IOException;
}
