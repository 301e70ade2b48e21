package stentor.models.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.catalogue.NpmPackage;

@Timeout(60)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RegistryLookupTest {

  private static final NpmPackage PLAIN = NpmPackage.parse("pkg:npm/words@1.0.0");
  private static final NpmPackage SCOPED = NpmPackage.parse("pkg:npm/%40lab/tiny@1.0.0");
  private static final NpmCommand NO_NPM =
      new NpmCommand(List.of("there-is-no-such-npm"), Duration.ofSeconds(5));

  @TempDir Path temporary;
  private Path project;
  private Path user;

  @BeforeEach
  void folders() throws IOException {
    project = Files.createDirectories(temporary.resolve("project"));
    user = Files.createDirectories(temporary.resolve("user"));
  }

  @Test
  void the_environment_comes_before_the_files_and_the_project_before_the_user() throws IOException {
    Files.writeString(project.resolve(".npmrc"), "registry=https://project.example/npm\n");
    Files.writeString(user.resolve(".npmrc"), "; mine\nregistry = \"https://user.example/\"\n");

    assertThat(address(Map.of("npm_config_registry", "https://one.example"), PLAIN))
        .isEqualTo("https://one.example/");
    assertThat(address(Map.of("NPM_CONFIG_REGISTRY", "https://two.example/"), PLAIN))
        .isEqualTo("https://two.example/");
    assertThat(address(Map.of(), PLAIN)).isEqualTo("https://project.example/npm/");
    Files.delete(project.resolve(".npmrc"));
    assertThat(address(Map.of("npm_config_registry", " "), PLAIN))
        .isEqualTo("https://user.example/");
  }

  @Test
  void a_scope_has_its_own_registry_as_npm_has_it() throws IOException {
    Files.writeString(user.resolve(".npmrc"), "@lab:registry=https://lab.example/\n");
    Map<String, String> environment = Map.of("npm_config_registry", "https://one.example/");

    assertThat(address(environment, SCOPED)).isEqualTo("https://lab.example/");
    assertThat(address(environment, PLAIN)).isEqualTo("https://one.example/");
  }

  @Test
  void the_file_of_the_user_may_lie_elsewhere() throws IOException {
    Path file = Files.writeString(temporary.resolve("other"), "registry=https://other.example/");

    assertThat(address(Map.of("npm_config_userconfig", file.toString()), PLAIN))
        .isEqualTo("https://other.example/");
  }

  @Test
  void a_token_is_found_for_the_registry_and_its_parent_paths_only() throws IOException {
    Files.writeString(
        user.resolve(".npmrc"),
        """
        //one.example/:_authToken=${TOKEN}
        //two.example/:_authToken=${NOT_SET}
        """);

    assertThat(token("https://one.example/")).isEqualTo("s3cret");
    assertThat(token("https://one.example/team/npm/")).isEqualTo("s3cret");
    assertThat(token("https://one.example:8443/")).isEmpty();
    assertThat(token("https://two.example/")).isEmpty();
    assertThat(token("https://evil-one.example/")).isEmpty();
  }

  @Test
  void a_project_can_take_no_secret_out_of_the_environment() throws IOException {
    Files.writeString(
        project.resolve(".npmrc"),
        """
        registry=https://evil.example/
        //evil.example/:_authToken=${TOKEN}
        @lab:registry=https://evil.example/${TOKEN}/
        """);
    RegistryLookup lookup = lookup(Map.of("TOKEN", "s3cret"), NO_NPM);

    assertThat(lookup.registryOf(PLAIN, Cancellation.never()).token()).isEmpty();
    assertThat(problemOf(lookup, SCOPED)).isInstanceOf(ModelProblem.RegistryUnknown.class);
  }

  @Test
  void a_token_is_shown_to_the_registry_alone_and_never_printed() {
    Registry registry = new Registry(URI.create("https://one.example/npm"), Optional.of("s3cret"));

    assertThat(registry.tokenFor(URI.create("https://one.example/npm/a.tgz"))).contains("s3cret");
    for (String other :
        List.of(
            "http://one.example/npm/a.tgz",
            "https://one.example:444/npm/a.tgz",
            "https://one.example/other/a.tgz",
            "https://one.example.evil.example/npm/a.tgz")) {
      assertThat(registry.tokenFor(URI.create(other))).as(other).isEmpty();
    }
    assertThat(registry.toString()).doesNotContain("s3cret");
  }

  @Test
  void npm_is_asked_once_where_no_file_says_anything() throws IOException {
    Path asked = temporary.resolve("asked");
    RegistryLookup lookup =
        lookup(
            Map.of(),
            script("echo \"$@\" >> " + asked + "; echo warning >&2; echo https://npm.example/"));

    assertThat(lookup.registryOf(PLAIN, Cancellation.never())).hasToString("https://npm.example/");
    assertThat(lookup.registryOf(SCOPED, Cancellation.never())).hasToString("https://npm.example/");
    assertThat(asked).hasContent("config get registry --logs-max=0");
  }

  @Test
  void without_npm_it_says_what_to_do() {
    ModelProblem problem = problemOf(lookup(Map.of(), NO_NPM), PLAIN);

    assertThat(problem.code()).isEqualTo("registry_unknown");
    assertThat(problem.sentence())
        .contains("npm is not installed", "Set npm_config_registry", "install npm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit 3", "true", "echo undefined", "echo file:///etc", "sleep 600"})
  void an_npm_that_fails_or_hangs_is_told(String script) throws IOException {
    assertThat(problemOf(lookup(Map.of(), script(script)), PLAIN))
        .isInstanceOf(ModelProblem.RegistryUnknown.class);
  }

  @Test
  void asking_npm_can_be_cancelled() throws IOException {
    NpmCommand slow = new NpmCommand(script("sleep 600").command(), Duration.ofMinutes(5));

    ModelException thrown =
        catchThrowableOfType(
            ModelException.class, () -> lookup(Map.of(), slow).registryOf(PLAIN, () -> true));

    assertThat(thrown.problem()).isInstanceOf(ModelProblem.Cancelled.class);
  }

  private NpmCommand script(String body) throws IOException {
    assumeFalse(
        System.getProperty("os.name").startsWith("Windows"),
        "A shell script plays npm, and Windows has no such shell.");
    Path script = Files.writeString(temporary.resolve("npm"), body + "\n");
    return new NpmCommand(List.of("sh", script.toString()), Duration.ofSeconds(2));
  }

  private RegistryLookup lookup(Map<String, String> environment, NpmCommand npm) {
    return new RegistryLookup(environment, project, user, npm);
  }

  private String address(Map<String, String> environment, NpmPackage source) {
    return lookup(environment, NO_NPM).registryOf(source, Cancellation.never()).toString();
  }

  private String token(String registry) {
    Map<String, String> environment = Map.of("npm_config_registry", registry, "TOKEN", "s3cret");
    return lookup(environment, NO_NPM).registryOf(PLAIN, Cancellation.never()).token().orElse("");
  }

  private static ModelProblem problemOf(RegistryLookup lookup, NpmPackage source) {
    ModelException thrown =
        catchThrowableOfType(
            ModelException.class, () -> lookup.registryOf(source, Cancellation.never()));
    assertThat(thrown).isNotNull();
    return thrown.problem();
  }
}
