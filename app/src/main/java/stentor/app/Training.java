package stentor.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import stentor.app.async.Later;
import stentor.app.async.UiThread;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.environment.Seen;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;

/**
 * Shows one screen after the other and then closes the window: the classes that this loads are in
 * the cache of the next starts ({@code installers/aot}). Used on the window's thread.
 */
final class Training {

  /** Enough for what a screen loads beside the window. */
  private static final Duration LOOK = Duration.ofMillis(700);

  private final Navigator navigator;
  private final EnvironmentWatch watch;
  private final Later later;
  private final UiThread ui;
  private final Runnable close;
  private List<Seen> seen = List.of();

  Training(Navigator navigator, EnvironmentWatch watch, Later later, UiThread ui, Runnable close) {
    this.navigator = navigator;
    this.watch = watch;
    this.later = later;
    this.ui = ui;
    this.close = close;
  }

  /** Begins; returns at once. */
  void start() {
    var following = watch.follow(all -> seen = all);
    later.run(
        LOOK,
        () ->
            ui.run(
                () -> {
                  following.close();
                  walk(new ArrayDeque<>(screens()));
                }));
  }

  private List<Screen> screens() {
    List<Screen> screens = new ArrayList<>();
    seen.forEach(one -> screens.add(new Screen.Overview(one.name())));
    screens.add(new Screen.Launch(Optional.empty()));
    screens.add(Screen.Transcribe.asItWas());
    screens.add(new Screen.History());
    screens.add(new Screen.Settings());
    screens.add(new Screen.Tasks());
    screens.add(new Screen.Help());
    screens.add(new Screen.Environments());
    return screens;
  }

  private void walk(Queue<Screen> ahead) {
    Screen next = ahead.poll();
    if (next == null) {
      close.run();
      return;
    }
    navigator.show(next);
    later.run(LOOK, () -> ui.run(() -> walk(ahead)));
  }
}
