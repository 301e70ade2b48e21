package stentor.app.desktop;

import java.net.URI;
import java.nio.file.Path;

/**
 * Shows what the app does not show itself. Used on the window's thread; returns at once. Where it
 * fails, whoever made it has been told to say so.
 */
public interface Browser {

  /** Opens an address in the person's browser. */
  void open(URI address);

  /** Opens a folder in the person's file manager; it is made where it is not there. */
  void showFolder(Path folder);
}
