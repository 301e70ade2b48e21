package stentor.control.library;

import java.nio.file.Path;
import stentor.control.problem.ControlException;
import stentor.models.store.InstalledModel;
import stentor.protocol.program.EvidenceAnswer;

/** Runs models over recordings, without an environment. */
public interface EvidenceSource {

  /**
   * Loads a model.
   *
   * @throws ControlException if it cannot be run
   */
  Listener load(InstalledModel model) throws InterruptedException;

  /** A model that is loaded. For one thread at a time. */
  interface Listener extends AutoCloseable {

    /**
     * What it makes of the first voiced seconds of a recording.
     *
     * @throws ControlException if it cannot go on
     */
    EvidenceAnswer ask(Path recording) throws InterruptedException;

    @Override
    void close();
  }
}
