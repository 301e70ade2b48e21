package stentor.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.AccessibleAttribute;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import stentor.app.testing.Fx;
import stentor.app.testing.Snapshots;
import stentor.speech.transcript.TimeSpan;

@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(Fx.class)
final class WaveformTest {

  private final List<Double> sought = new ArrayList<>();

  private static WaveformData speechLike(double seconds) {
    WaveformData.Builder outline = WaveformData.at(16_000);
    float[] block = new float[1_600];
    for (int number = 0; number < seconds * 10; number++) {
      double loud = Math.max(0.04, Math.sin(number / 9.0) * Math.abs(Math.sin(number / 2.3)));
      for (int index = 0; index < block.length; index++) {
        block[index] = (float) (loud * Math.sin(index * 0.07 + number));
      }
      outline.add(block, block.length);
    }
    return outline.build();
  }

  private Waveform shown(double seconds) {
    return Fx.on(
        () -> {
          Waveform wave = new Waveform();
          wave.setOnSeek(sought::add);
          wave.dataProperty().set(Optional.of(speechLike(seconds)));
          VBox card = new VBox(wave);
          card.getStyleClass().add("card");
          Fx.window(new StackPane(card), 712, 140);
          layOut(wave);
          return wave;
        });
  }

  private static void layOut(Waveform wave) {
    wave.getScene().getRoot().applyCss();
    wave.getScene().getRoot().layout();
  }

  private static void press(Waveform wave, KeyCode key) {
    Fx.run(
        () ->
            wave.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false)));
  }

  private static void mouse(Waveform wave, javafx.event.EventType<MouseEvent> type, double x) {
    double at = Fx.on(() -> wave.localToScene(x, 0).getX());
    Fx.run(
        () ->
            wave.fireEvent(
                new MouseEvent(
                    type,
                    at,
                    40,
                    at,
                    40,
                    MouseButton.PRIMARY,
                    1,
                    false,
                    false,
                    false,
                    false,
                    true,
                    false,
                    false,
                    false,
                    false,
                    true,
                    null)));
  }

  private static void wheel(Waveform wave, boolean control, double x, double delta) {
    double at = Fx.on(() -> wave.localToScene(x, 0).getX());
    Fx.run(
        () ->
            wave.fireEvent(
                new ScrollEvent(
                    ScrollEvent.SCROLL,
                    at,
                    40,
                    at,
                    40,
                    false,
                    control,
                    false,
                    false,
                    false,
                    false,
                    0,
                    delta,
                    0,
                    delta,
                    ScrollEvent.HorizontalTextScrollUnits.NONE,
                    0,
                    ScrollEvent.VerticalTextScrollUnits.NONE,
                    0,
                    0,
                    null)));
  }

  @Test
  void a_click_seeks_and_a_drag_does_not() {
    Waveform wave = shown(100);
    double width = Fx.on(wave::getWidth);

    mouse(wave, MouseEvent.MOUSE_PRESSED, width / 4);
    mouse(wave, MouseEvent.MOUSE_RELEASED, width / 4);
    mouse(wave, MouseEvent.MOUSE_PRESSED, 100);
    mouse(wave, MouseEvent.MOUSE_DRAGGED, 150);
    mouse(wave, MouseEvent.MOUSE_RELEASED, 150);

    assertThat(sought).hasSize(1);
    assertThat(sought.getFirst()).isEqualTo(25, within(0.01));
  }

  @Test
  void the_wheel_with_control_zooms_where_it_is_and_without_it_scrolls() {
    Waveform wave = shown(100);
    double width = Fx.on(wave::getWidth);

    wheel(wave, true, width / 2, 40);
    assertThat(wave.viewSecondsProperty().get()).isEqualTo(62.5, within(0.01));
    assertThat(wave.viewStartProperty().get()).isEqualTo(18.75, within(0.01));
    wheel(wave, false, width / 2, -40);
    assertThat(wave.viewStartProperty().get()).isGreaterThan(18.75);
    mouse(wave, MouseEvent.MOUSE_PRESSED, 100);
    mouse(wave, MouseEvent.MOUSE_DRAGGED, 100 + width);
    assertThat(wave.viewStartProperty().get()).isZero();
  }

  @Test
  void keys_move_the_playhead_and_zoom() {
    Waveform wave = shown(100);
    Fx.run(() -> wave.playheadSecondsProperty().set(40));

    press(wave, KeyCode.RIGHT);
    press(wave, KeyCode.LEFT);
    press(wave, KeyCode.END);
    press(wave, KeyCode.PLUS);

    assertThat(sought).containsExactly(41.0, 39.0, 100.0);
    assertThat(wave.viewSecondsProperty().get()).isLessThan(100);
    press(wave, KeyCode.DIGIT0);
    assertThat(wave.viewSecondsProperty().get()).isEqualTo(100);
  }

  @Test
  void the_view_follows_a_playhead_that_was_seen_and_leaves_one_who_scrolled_away_alone() {
    Waveform wave = shown(100);
    Fx.run(
        () -> {
          wave.zoomIn();
          wave.zoomIn();
          wave.zoomIn();
        });
    double seconds = wave.viewSecondsProperty().get();
    Fx.run(() -> wave.playheadSecondsProperty().set(seconds - 0.1));
    Fx.run(() -> wave.playheadSecondsProperty().set(seconds + 0.1));
    double followed = wave.viewStartProperty().get();
    assertThat(followed).isGreaterThan(seconds / 2);

    wheel(wave, false, 10, 4000);
    wheel(wave, false, 10, 4000);
    wheel(wave, false, 10, 4000);
    wheel(wave, false, 10, 4000);
    wheel(wave, false, 10, 4000);
    wheel(wave, false, 10, 4000);
    wheel(wave, false, 10, 4000);
    double scrolled = wave.viewStartProperty().get();
    Fx.run(() -> wave.playheadSecondsProperty().set(seconds + 0.2));

    assertThat(wave.viewStartProperty().get()).isEqualTo(scrolled);
  }

  @Test
  void it_is_a_slider_that_says_where_it_is() {
    Waveform wave = shown(124);
    Fx.run(
        () -> {
          wave.playheadSecondsProperty().set(45.2);
          wave.markedProperty().set(Optional.of(new TimeSpan(60, 72)));
          layOut(wave);
          Snapshots.save(wave.getScene(), "waveform");
        });

    assertThat(Fx.on(() -> wave.queryAccessibleAttribute(AccessibleAttribute.VALUE_STRING)))
        .isEqualTo("0:45 / 2:04");
    assertThat(wave.isFocusTraversable()).isTrue();
  }

  @Test
  void peaks_are_those_of_the_samples_at_every_zoom() {
    WaveformData.Builder outline = WaveformData.at(1_000);
    float[] samples = new float[200_000];
    samples[100_100] = 0.75f;
    samples[100_200] = -0.5f;
    outline.add(samples, samples.length);
    WaveformData data = outline.build();

    assertThat(data.seconds()).isEqualTo(200);
    assertThat(data.peak(0, 200).high()).isEqualTo(0.75f, within(0.01f));
    assertThat(data.peak(0, 200).low()).isEqualTo(-0.5f, within(0.01f));
    assertThat(data.peak(100.0, 100.13).high()).isEqualTo(0.75f, within(0.01f));
    assertThat(data.peak(100.0, 100.13).low()).isZero();
    assertThat(data.peak(50, 60)).isEqualTo(new WaveformData.Peak(0, 0));
    assertThat(data.peak(300, 400)).isEqualTo(WaveformData.Peak.SILENCE);
  }

  @Test
  void very_long_recordings_have_an_outline_of_the_same_size() {
    WaveformData.Builder outline = WaveformData.at(1_000);
    float[] hour = new float[3_600_000];
    hour[0] = 0.5f;
    for (int number = 0; number < 30; number++) {
      outline.add(hour, hour.length);
    }
    WaveformData data = outline.build();

    assertThat(data.seconds()).isEqualTo(30 * 3600);
    assertThat(data.resolution()).isEqualTo(0.128);
    assertThat(data.peak(29 * 3600, 29 * 3600 + 0.1).high()).isEqualTo(0.5f, within(0.01f));
    assertThat(data.peak(29 * 3600 + 600, 30 * 3600 - 1).high()).isZero();
  }
}
