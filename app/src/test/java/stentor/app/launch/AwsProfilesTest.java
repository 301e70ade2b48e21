package stentor.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.launch.AwsProfiles.Profile;

/** Which profiles AWS's own configuration files name. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AwsProfilesTest {

  @TempDir private Path home;

  private AwsProfiles.Found found(Map<String, String> variables) {
    return new AwsProfiles(variables, home).find();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(Files.createDirectories(home.resolve(".aws")).resolve(name), text);
  }

  @Test
  void profiles_of_both_files_are_named_once_with_their_regions() throws IOException {
    write(
        "config",
        """
        # mine
        [default]
        region = eu-west-1
        [profile lab]
        region=eu-central-1
        s3 =
          region = not-this-one
        [sso-session work]
        sso_region = us-east-1
        [profile "with blanks"]
        """);
    write("credentials", "[lab]\naws_access_key_id = AKIAEXAMPLE\n[keys]\n");

    AwsProfiles.Found found = found(Map.of());

    assertThat(found.profiles())
        .containsExactly(
            new Profile("default", Optional.of("eu-west-1")),
            new Profile("lab", Optional.of("eu-central-1")),
            new Profile("with blanks", Optional.empty()),
            new Profile("keys", Optional.empty()));
    assertThat(found.usual()).isEqualTo("default");
    assertThat(found.region()).contains("eu-west-1");
    assertThat(found.toString()).doesNotContain("AKIAEXAMPLE");
  }

  @Test
  void variables_come_before_the_default_profile() {
    assertThat(
            found(Map.of("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY", "secret"))
                .usual())
        .isEqualTo("AWS_ACCESS_KEY_ID");
    assertThat(found(Map.of("AWS_PROFILE", "lab", "AWS_REGION", "eu-north-1")))
        .extracting(AwsProfiles.Found::usual, AwsProfiles.Found::region)
        .containsExactly("lab", Optional.of("eu-north-1"));
  }

  @Test
  void without_files_there_are_none() {
    assertThat(found(Map.of()).profiles()).isEmpty();
  }

  @Test
  void files_may_lie_elsewhere() throws IOException {
    Path config = Files.writeString(home.resolve("mine"), "[profile far]\n");

    assertThat(found(Map.of("AWS_CONFIG_FILE", config.toString())).profiles())
        .extracting(Profile::name)
        .containsExactly("far");
  }
}
