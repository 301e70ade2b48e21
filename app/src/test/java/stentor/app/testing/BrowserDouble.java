package stentor.app.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import stentor.app.desktop.Browser;

/** Remembers what was to be opened. Used on the window's thread. */
public final class BrowserDouble implements Browser {

  /** Addresses and folders, in order. */
  public final List<String> opened = new ArrayList<>();

  @Override
  public void open(URI address) {
    opened.add(address.toString());
  }

  @Override
  public void showFolder(Path folder) {
    opened.add(folder.toString());
  }
}
