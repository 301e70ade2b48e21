package stentor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class DisplayTest {

  private static Properties system(String name) {
    Properties properties = new Properties();
    properties.setProperty("os.name", name);
    return properties;
  }

  @Test
  void on_linux_a_display_that_nobody_named_is_missed_before_anything_is_started() {
    assertThat(Display.missing(Map.of(), system("Linux")).orElseThrow())
        .contains("needs a display", "DISPLAY is not set");
    assertThat(Display.missing(Map.of("DISPLAY", " "), system("Linux"))).isPresent();
  }

  @Test
  void one_that_is_named_is_tried() {
    assertThat(Display.missing(Map.of("DISPLAY", ":0"), system("Linux"))).isEmpty();
    assertThat(Display.missing(Map.of("WAYLAND_DISPLAY", "wayland-0"), system("Linux"))).isEmpty();
  }

  @Test
  void other_systems_and_windows_in_memory_need_no_name() {
    assertThat(Display.missing(Map.of(), system("Windows 11"))).isEmpty();
    assertThat(Display.missing(Map.of(), system("Mac OS X"))).isEmpty();
    Properties headless = system("Linux");
    headless.setProperty("glass.platform", "Headless");
    assertThat(Display.missing(Map.of(), headless)).isEmpty();
  }

  @Test
  void one_that_does_not_answer_is_named() {
    assertThat(
            Display.unusable(
                new UnsupportedOperationException("Unable to open DISPLAY"),
                Map.of("DISPLAY", ":99")))
        .isEqualTo("the display :99 cannot be opened (Unable to open DISPLAY)");
  }

  @Test
  void a_library_that_is_missing_is_named_with_the_command_that_installs_it() {
    assertThat(
            Display.unusable(
                new UnsatisfiedLinkError("libgtk-3.so.0: cannot open shared object file"),
                Map.of()))
        .contains("libgtk-3.so.0", "apt-get install libgtk-3-0");
  }

  @Test
  void the_command_line_is_named_as_the_way_without_one() {
    assertThat(Display.INSTEAD).contains("stentor transcribe FILE");
  }
}
