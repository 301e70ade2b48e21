package stentor.app.shell;

import stentor.app.navigation.Screen;
import stentor.app.navigation.ScreenView;

/** Makes the view of a screen. Used on the window's thread. */
@FunctionalInterface
public interface ScreenSource {

  /** The view of this screen: a new one, or the one that shows it already. */
  ScreenView view(Screen screen);
}
