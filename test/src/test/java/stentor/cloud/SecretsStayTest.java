package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import stentor.acceptance.Stentor;

/**
 * No secret leaves the process that needs it: none is in a file of Stentor's folder, in what
 * commands write, in the command line or the variables of a process.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks at processes in /proc")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SecretsStayTest {

  private static final Path ROOT = Path.of(System.getProperty("stentor.root"));

  /** Sessions of an hour end every quarter of a minute: they are renewed in the midst. */
  private static final int PACE = 240;

  private static final String ID = "AKIACANARYCANARY0042";
  private static final String SECRET = "canary/of/the/secret/access/key/abcdefgh";
  private static final String PASSPHRASE = "canary-of-the-passphrase";
  private static final String CODE = "271828";

  /** What the simulated cloud gives sessions begins so. */
  private static final String SESSION_SECRET = "simulated/";

  private static final String SESSION_TOKEN =
      java.util.Base64.getEncoder()
          .encodeToString("{\"arn\":\"arn:aws:sts::".getBytes(StandardCharsets.UTF_8))
          .substring(0, 24);

  private static final List<Pattern> CANARIES =
      List.of(
          Pattern.compile(Pattern.quote(ID)),
          Pattern.compile(Pattern.quote(SECRET)),
          Pattern.compile(Pattern.quote(PASSPHRASE)),
          Pattern.compile("(?<![0-9.])" + CODE + "(?![0-9])"),
          Pattern.compile(Pattern.quote(SESSION_SECRET)),
          Pattern.compile(Pattern.quote(SESSION_TOKEN)));

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private Path home;
  private SimulatedCloud cloud;
  private final List<String> outputs = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    home = folder.resolve("home");
    cloud = SimulatedCloud.start(ROOT, folder.resolve("cloud"), PACE);
    Path tools = Files.createDirectories(folder.resolve("user/.aws"));
    Files.writeString(
        tools.resolve("config"),
        """
        [profile guarded]
        region = eu-central-1
        role_arn = arn:aws:iam::000000000042:role/research/researcher-mfa
        source_profile = lab
        mfa_serial = arn:aws:iam::000000000042:mfa/researcher
        """);
  }

  @AfterEach
  void stop() throws Exception {
    cloud.close();
    Path simulator = home.resolve("rehearsal/simulator.json");
    if (Files.exists(simulator)) {
      long pid = new ObjectMapper().readTree(simulator.toFile()).path("pid").asLong();
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }
  }

  private Map<String, String> variables() {
    return Map.of(
        "STENTOR_HOME", home.toString(),
        "STENTOR_JAVA_HOME", System.getProperty("java.home"),
        "HOME", folder.resolve("user").toString(),
        "PATH", "/usr/bin:/bin",
        "AWS_ENDPOINT_URL", cloud.address().toString());
  }

  private TypedTerminal terminal() {
    return new TypedTerminal(
        ROOT,
        variables(),
        Map.of(
            "Access key id", ID,
            "Secret access key", SECRET,
            "Passphrase", PASSPHRASE,
            "The passphrase again", PASSPHRASE,
            "Code that", CODE));
  }

  private void run(int exit, String... words) throws Exception {
    TypedTerminal.Seen seen = terminal().run(words);
    outputs.add(seen.text());
    assertThat(seen.exit()).as(String.join(" ", words) + ": " + seen.text()).isEqualTo(exit);
  }

  private static void assertNoCanary(String where, String text) {
    for (Pattern canary : CANARIES) {
      assertThat(canary.matcher(text).find()).as(canary + " in " + where).isFalse();
    }
  }

  private void assertNoCanaryInFiles() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        // One byte a letter: binary files are searched too.
        assertNoCanary(
            file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
  }

  @Test
  void of_keys_a_passphrase_codes_and_sessions_nothing_is_found_anywhere() throws Exception {
    assumeThat(Path.of("/usr/bin/script")).as("Left out: no script of util-linux").exists();
    Set<String> processes;
    try (Processes watched = new Processes(home)) {
      run(0, "credentials", "add", "lab", "--keep", "file");
      run(0, "credentials", "whoami", "--profile", "guarded");
      cloud.fault(
          "{\"kind\":\"fail_resource\",\"type\":\"AWS::EFS::FileSystem\",\"times\":1,"
              + "\"reason\":\"out of order\"}");
      run(1, "up", "--on", "aws", "--profile", "guarded", "--expire", "90h", "--yes");
      cloud.fault(
          "{\"kind\":\"deny\",\"service\":\"sts\",\"action\":\"GetCallerIdentity\",\"times\":1}");
      run(1, "credentials", "whoami", "--profile", "guarded");
      run(0, "up", "--on", "aws", "--profile", "guarded", "--expire", "90h", "--yes");
      run(0, "plan", "--profile", "guarded", "--save", folder.resolve("plan.json").toString());
      run(0, "status");
      run(0, "down", "--yes");
      processes = watched.seen();
    }

    assertThat(outputs.get(1)).contains("assumed-role/researcher-mfa/stentor");
    assertThat(outputs.getLast()).contains("nothing left");
    assertThat(processes).hasSizeGreaterThan(5);
    outputs.forEach(output -> assertNoCanary("what was shown", output));
    processes.forEach(process -> assertNoCanary("a process", process));
    assertNoCanary("the plan", Files.readString(folder.resolve("plan.json")));
    assertNoCanaryInFiles();
  }

  @Test
  void variables_with_secrets_do_not_reach_a_program_that_stays() throws Exception {
    Stentor stentor =
        new Stentor(ROOT, home, folder)
            .with(Map.of("AWS_ACCESS_KEY_ID", ID, "AWS_SECRET_ACCESS_KEY", SECRET));

    Stentor.Result plan = stentor.run("plan", "--on", "rehearsal", "--json");

    assertThat(plan.exit()).as(plan.err()).isZero();
    long pid =
        new ObjectMapper()
            .readTree(home.resolve("rehearsal/simulator.json").toFile())
            .path("pid")
            .asLong();
    String variables = Files.readString(Path.of("/proc/" + pid + "/environ"));
    assertThat(variables).contains("STENTOR_HOME=" + home);
    assertNoCanary("the simulated cloud", variables);
    assertNoCanary("the answer", plan.out() + plan.err());
    assertNoCanaryInFiles();
  }
}
