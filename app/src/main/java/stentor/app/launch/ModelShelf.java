package stentor.app.launch;

import java.util.List;

/** The models that environments may serve. Safe for all threads; blocks. */
@FunctionalInterface
public interface ModelShelf {

  /** All of them: those on this computer first, then those that can be fetched. */
  List<ModelOffer> offers();
}
