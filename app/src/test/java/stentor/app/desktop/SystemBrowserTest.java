package stentor.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import stentor.app.async.TaskRunner;
import stentor.app.desktop.SystemBrowser.Opener;
import stentor.app.testing.ManualLater;
import stentor.speech.problem.Problem;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class SystemBrowserTest {

  private final TaskRunner tasks =
      new TaskRunner(Runnable::run, Runnable::run, Clock.systemUTC(), new ManualLater());
  private final List<Problem> told = new ArrayList<>();

  @Test
  void each_system_has_its_own_opener() {
    assertThat(Opener.of("Linux", false)).isEqualTo(Opener.XDG_OPEN);
    assertThat(Opener.of("Mac OS X", false)).isEqualTo(Opener.OPEN);
    assertThat(Opener.of("Windows 11", false)).isEqualTo(Opener.EXPLORER);
    assertThat(Opener.of("Windows 11", true)).isEqualTo(Opener.NONE);
  }

  @Test
  void without_a_display_it_says_what_it_would_have_opened() {
    new SystemBrowser(tasks, Opener.NONE, told::add).open(URI.create("http://127.0.0.1:8080/"));

    assertThat(told)
        .singleElement()
        .isInstanceOf(DesktopProblem.NoDesktop.class)
        .extracting(Problem::sentence)
        .asString()
        .contains("http://127.0.0.1:8080/");
  }
}
