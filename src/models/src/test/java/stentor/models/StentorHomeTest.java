package stentor.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StentorHomeTest {

  private static final Path USER = Path.of("/home/ada");

  @ParameterizedTest
  @CsvSource({
    "Linux, /home/ada/.local/share/stentor",
    "FreeBSD, /home/ada/.local/share/stentor",
    "Mac OS X, /home/ada/Library/Application Support/Stentor",
    "Windows 11, /home/ada/AppData/Local/Stentor",
  })
  void each_platform_has_its_own_place(String system, Path place) {
    assertThat(StentorHome.of(Map.of(), system, USER).root()).isEqualTo(place.toAbsolutePath());
  }

  @Test
  void the_variable_wins_everywhere() {
    Map<String, String> environment =
        Map.of("STENTOR_HOME", "/data/stentor", "XDG_DATA_HOME", "/x", "LOCALAPPDATA", "/y");

    StentorHome home = StentorHome.of(environment, "Linux", USER);

    assertThat(home.root()).isEqualTo(Path.of("/data/stentor").toAbsolutePath());
    assertThat(home.models()).isEqualTo(home.root().resolve("models"));
    assertThat(home.environments()).isEqualTo(home.root().resolve("environments"));
    assertThat(StentorHome.of(environment, "Windows 11", USER)).isEqualTo(home);
  }

  @Test
  void the_data_folder_of_the_desktop_counts_where_it_is_absolute() {
    assertThat(StentorHome.of(Map.of("XDG_DATA_HOME", "/data"), "Linux", USER).root())
        .isEqualTo(Path.of("/data/stentor").toAbsolutePath());
    assertThat(StentorHome.of(Map.of("XDG_DATA_HOME", "data"), "Linux", USER).root())
        .isEqualTo(Path.of("/home/ada/.local/share/stentor").toAbsolutePath());
  }

  @Test
  void an_empty_variable_says_nothing() {
    assertThat(StentorHome.of(Map.of("STENTOR_HOME", " "), "Linux", USER).root())
        .isEqualTo(Path.of("/home/ada/.local/share/stentor").toAbsolutePath());
  }
}
