package stentor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import stentor.acceptance.Stentor;

/**
 * The first day with the app, on a real local environment: from the first start to a transcript, a
 * dropped recording, an export, and down to nothing.
 */
@EnabledIfEnvironmentVariable(
    named = "STENTOR_TEST_NETWORK",
    matches = "1",
    disabledReason = "fetches the default model")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JourneyTest {

  private static final Path ROOT =
      Path.of(System.getProperty("stentor.root", "..")).toAbsolutePath().normalize();
  private static final long DEADLINE_MINUTES = 12;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private Path home;
  private Path recording;

  @BeforeEach
  void prepare() throws IOException {
    home = folder.toRealPath().resolve("home");
    recording =
        Files.copy(
            ROOT.resolve("resources/samples/printing.wav"),
            folder.resolve("dropped recording.wav"),
            StandardCopyOption.REPLACE_EXISTING);
  }

  @AfterEach
  void leaveNothing() throws IOException {
    new Stentor(ROOT, home, Files.createDirectories(folder.resolve("outputs")))
        .with(Map.of("STENTOR_AOT", "off"))
        .run("down", "--yes");
  }

  @Test
  void from_the_first_start_to_a_transcript_and_back_to_nothing_without_a_screen()
      throws Exception {
    String said =
        walk(List.of(), List.of("-Dglass.platform=Headless", "-Dprism.order=sw"), "events");

    assertThat(said).contains("journey done").contains("first start to transcript: 1 click(s)");
    assertNothingIsLeft();
  }

  @Test
  void the_same_in_a_real_window_with_a_recording_dragged_by_the_mouse() throws Exception {
    assumeTrue(
        isThere("xvfb-run"), "xvfb-run is not installed: no window to be had without a display");
    String said =
        walk(
            List.of("xvfb-run", "-a", "-s", "-screen 0 1280x800x24"),
            List.of("-Dprism.order=sw"),
            "drag");

    assertThat(said).contains("journey done");
    assertNothingIsLeft();
  }

  private String walk(List<String> before, List<String> options, String drop) throws Exception {
    Path output = folder.resolve("journey.txt");
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Dstentor.dist=" + ROOT.resolve("dist"),
            "-Dstentor.log=" + folder.resolve("app.log"),
            "-cp",
            System.getProperty("java.class.path"),
            "stentor.app.JourneyProgram",
            home.toString(),
            recording.toString(),
            folder.resolve("exported.srt").toString(),
            ROOT.resolve("test/target/journey").toString(),
            drop));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("STENTOR_HOME", home.toString());
    Process process = builder.start();
    boolean ended = process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES);
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    String said = Files.readString(output);
    assertThat(ended).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private void assertNothingIsLeft() throws IOException {
    // Logs, journal and receipt tell of it later; nothing of what it was or did is kept.
    Path environment = home.resolve("environments/default");
    for (String gone : List.of("environment.json", "token", "status.json", "jobs", "open")) {
      assertThat(environment.resolve(gone)).doesNotExist();
    }
    assertThat(environment.resolve("receipt.json")).exists();
    assertThat(
            ProcessHandle.allProcesses()
                .filter(
                    process -> process.info().commandLine().orElse("").contains(home.toString())))
        .as("processes")
        .isEmpty();
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
