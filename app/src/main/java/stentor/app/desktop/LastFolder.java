package stentor.app.desktop;

import java.nio.file.Path;
import java.util.Optional;

/** Remembers where a person chose files last. Used on the window's thread. */
public interface LastFolder {

  /** Where they did; absent: nowhere yet. */
  Optional<Path> get();

  /** They did here. */
  void remember(Path folder);
}
