package stentor.app.closing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.async.Ending;
import stentor.app.async.TaskRunner;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.settings.SettingsStore;
import stentor.app.testing.Fx;
import stentor.app.testing.ManualLater;
import stentor.app.testing.ModelsDouble;
import stentor.app.testing.PlatformDouble;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.app.widget.Overlay;
import stentor.control.Environments;

@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(Fx.class)
final class ClosingViewTest {

  private final PlatformDouble platform = new PlatformDouble();
  private final ManualLater later = new ManualLater();
  private final Clock clock = Clock.systemUTC();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger takenDown = new AtomicInteger();

  @TempDir private Path folder;

  private Overlay asked(int tasks) {
    return Fx.on(
        () -> {
          TaskRunner background = new TaskRunner(Runnable::run, Runnable::run, clock, later);
          TaskRunner started = new TaskRunner(work -> {}, Runnable::run, clock, later);
          Environments environments = new Environments(platform, new ModelsDouble(), clock);
          EnvironmentWatch watch =
              new EnvironmentWatch(
                  environments, background, Runnable::run, later, clock, Duration.ofSeconds(1));
          var _ = watch.follow(all -> {});
          ClosingViewModel model =
              new ClosingViewModel(
                  watch,
                  environments,
                  background,
                  started.visible(),
                  new SettingsStore(folder.resolve("settings.json"), Runnable::run),
                  (names, done) -> takenDown.addAndGet(names.size()),
                  new Messages(),
                  clock,
                  java.time.ZoneOffset.UTC);
          for (int index = 0; index < tasks; index++) {
            var _ =
                started.start(
                    "Transcribe a-recording-with-a-very-long-name-" + "x".repeat(150) + index,
                    report -> "",
                    Ending.of(done -> {}, failed -> {}));
          }
          Overlay overlay = new Overlay();
          var _ = Fx.window(overlay, 1280, 800);
          var _ = new ClosingView(model, new Fxml(new Messages()), overlay);
          model.request(closed::incrementAndGet);
          overlay.applyCss();
          overlay.layout();
          return overlay;
        });
  }

  private static void click(Overlay overlay, String id) {
    Fx.run(((Button) overlay.lookup(id))::fire);
  }

  @Test
  void kept_it_closes_and_the_question_is_gone() {
    platform.up("default");
    Overlay overlay = asked(0);
    assertThat(((Label) overlay.lookup("#closing-title")).getText())
        .isEqualTo("This computer is still up");
    click(overlay, "#closing-keep");

    assertThat(closed).hasValue(1);
    assertThat(Fx.on(overlay::isOpen)).isFalse();
  }

  @Test
  void torn_down_it_waits_for_the_end_of_that() {
    platform.up("default");
    Overlay overlay = asked(0);
    click(overlay, "#closing-tear-down");

    assertThat(takenDown).hasValue(1);
    assertThat(closed).hasValue(0);
  }

  @Test
  void tab_goes_round_within_the_question() {
    platform.up("default");
    Overlay overlay = asked(0);

    assertThat(tabs(overlay, 8, false))
        .containsExactly(
            "closing-stay",
            "closing-tear-down",
            "closing-remember",
            "closing-keep",
            "closing-stay",
            "closing-tear-down",
            "closing-remember",
            "closing-keep");
    assertThat(tabs(overlay, 2, true)).containsExactly("closing-remember", "closing-tear-down");
  }

  private static List<String> tabs(Overlay overlay, int times, boolean back) {
    List<String> focused = new ArrayList<>();
    for (int index = 0; index < times; index++) {
      Fx.run(
          () -> {
            Node owner = overlay.getScene().getFocusOwner();
            owner.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, back, false, false, false));
            focused.add(overlay.getScene().getFocusOwner().getId());
          });
    }
    return focused;
  }

  @Test
  void who_closes_the_question_stays() {
    platform.up("default");
    Overlay overlay = asked(0);
    assertThat(Fx.on(overlay::closeLast)).isTrue();

    assertThat(closed).hasValue(0);
  }

  @Test
  void of_many_tasks_with_long_names_some_are_named_and_the_others_counted() {
    Overlay overlay = asked(90);

    assertThat(((Label) overlay.lookup("#closing-title")).getText())
        .isEqualTo("90 tasks are running");
    assertThat(overlay.lookup("#closing-tear-down").isVisible()).isFalse();
    assertThat(Fx.on(() -> overlay.lookup("#closing").getBoundsInParent().getHeight()))
        .isLessThan(700);
  }
}
