package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import stentor.acceptance.Stentor;

/** A home folder of its own for each test, its simulated cloud, and the command line for both. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class OnRehearsal {

  static final Path ROOT = Path.of(System.getProperty("stentor.root"));
  static final ObjectMapper JSON = new ObjectMapper();

  /** Simulated seconds in a real one, as users have it. */
  private static final int PACE = 60;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  Path home;
  SimulatedCloud cloud;
  Stentor stentor;

  @BeforeEach
  void startTheCloud() throws Exception {
    home = folder.resolve("home");
    cloud = SimulatedCloud.start(ROOT, home, pace());
    stentor = SimulatedCloud.commands(ROOT, home, folder);
  }

  @AfterEach
  void stopTheCloud() throws IOException {
    cloud.close();
  }

  /** Simulated seconds in a real one. */
  int pace() {
    return PACE;
  }

  /** What is up then. */
  final JsonNode up(String... options) throws IOException {
    String[] words = new String[options.length + 4];
    words[0] = "up";
    words[1] = "--on";
    words[2] = "rehearsal";
    words[3] = "--json";
    System.arraycopy(options, 0, words, 4, options.length);
    Stentor.Result up = stentor.run(words);
    assertThat(up.exit()).as(up.err()).isZero();
    return JSON.readTree(up.out());
  }

  /** Takes it down, and finds nothing left in the cloud. */
  final Stentor.Result down() throws IOException, InterruptedException {
    Stentor.Result down = stentor.run("down", "--yes");
    assertThat(down.exit()).as(down.err()).isZero();
    assertThat(down.lastLine()).isEqualTo("nothing left");
    assertThat(cloud.resources()).isEmpty();
    return down;
  }

  /**
   * What a journal says, line by line.
   *
   * @param file below the folder of the environment
   */
  final List<JsonNode> journal(String file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(home.resolve("environments/default").resolve(file))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }
}
