package stentor.control.cloud;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import stentor.control.environment.DetachedProgram;
import stentor.control.environment.FileAccess;
import stentor.control.problem.ControlException;
import stentor.control.problem.InstallationProblem;
import stentor.control.secret.AccessKeys;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Documents;
import stentor.protocol.program.Dist;
import stentor.protocol.program.SimulatorDocument;

/**
 * The cloud's own platform, pointed at a simulated cloud on this computer: nothing it does costs
 * anything, and its time runs faster. Only addresses, the clock and the made-up credentials differ.
 */
public final class Rehearsal {

  /** How documents and the command line call it. */
  public static final String NAME = "rehearsal";

  private static final String PROGRAM = "simulator";
  private static final String DOCUMENT = "simulator.json";
  private static final Duration MOST_WAIT = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final int CONNECT_MILLIS = 2_000;
  private static final int ANSWER_MILLIS = 20_000;

  /** Keys that open nothing anywhere: the simulated cloud takes any. */
  private static final Map<String, String> CREDENTIALS =
      Map.of(
          "AWS_ACCESS_KEY_ID", "AKIAREHEARSAL0000000",
          "AWS_SECRET_ACCESS_KEY", "rehearsal",
          "AWS_REGION", "eu-central-1");

  private final CloudProvider provider;
  private final DetachedProgram program;
  private final Path folder;
  private final Path environments;
  private final Clock clock;
  private final RandomGenerator random;
  private final SignIn signIn;

  /**
   * A rehearsal of this cloud.
   *
   * @param provider opens the cloud's platform
   * @param program the simulated cloud
   * @param folder where the simulated cloud keeps its state
   * @param environments holds a folder for each environment
   * @param random a secure one
   * @param signIn asks for new credentials, of which a profile of the rehearsal's may make use
   */
  public Rehearsal(
      CloudProvider provider,
      DetachedProgram program,
      Path folder,
      Path environments,
      Clock clock,
      RandomGenerator random,
      SignIn signIn) {
    this.provider = provider;
    this.program = program;
    this.folder = folder;
    this.environments = environments;
    this.clock = clock;
    this.random = random;
    this.signIn = signIn;
  }

  /** The program that is the simulated cloud. */
  public static DetachedProgram program(Optional<Dist> dist, Path home) {
    return new DetachedProgram(PROGRAM, dist, home);
  }

  /**
   * The cloud, with the simulated cloud running.
   *
   * @throws ControlException with {@link InstallationProblem}
   */
  public Cloud open() throws InterruptedException {
    SimulatorDocument simulator = FileAccess.in(folder, this::running);
    PacedClock paced =
        new PacedClock(clock, simulator.startedAt(), simulator.simulatedStart(), simulator.pace());
    return provider.open(
        new CloudSite(
            NAME,
            environments,
            variables(),
            AccessKeys.withoutKeychain(folder.resolve("credentials"), paced),
            Optional.of(URI.create("http://127.0.0.1:" + simulator.port())),
            paced,
            wait -> Thread.sleep(paced.real(wait)),
            random,
            signIn));
  }

  /** Configuration files are those of the rehearsal's own folder: no real credential is used. */
  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(CREDENTIALS);
    variables.put("HOME", folder.toAbsolutePath().toString());
    return variables;
  }

  private SimulatorDocument running() throws IOException, InterruptedException {
    Optional<SimulatorDocument> there = answering();
    if (there.isPresent()) {
      return there.get();
    }
    Files.createDirectories(folder);
    Path log = folder.resolve("simulator.out");
    Process _ =
        program.start(
            DetachedProgram.Variables.WITHOUT_CLOUD,
            List.of(),
            List.of("--port", "0", "--state", folder.toAbsolutePath().toString()),
            log);
    long start = System.nanoTime();
    while (System.nanoTime() - start < MOST_WAIT.toNanos()) {
      Optional<SimulatorDocument> found = answering();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(LOOK_EVERY);
    }
    throw new ControlException(new InstallationProblem.SimulatorSilent(log));
  }

  /** The one that runs; of two that are started at once, one leaves. */
  private Optional<SimulatorDocument> answering() throws IOException {
    Optional<SimulatorDocument> document;
    try {
      document = DocumentFiles.read(folder.resolve(DOCUMENT), SimulatorDocument.class);
    } catch (DocumentException unreadable) {
      return Optional.empty();
    }
    return document.filter(
        found ->
            ProcessHandle.of(found.pid()).filter(ProcessHandle::isAlive).isPresent()
                && answers(found.port()));
  }

  /** Tells it that this process has it open, so that it does not end by itself meanwhile. */
  private static boolean answers(int port) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + "/_simulator/users")
                  .toURL()
                  .openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      try (OutputStream body = connection.getOutputStream()) {
        body.write(Documents.write(Map.of("pid", ProcessHandle.current().pid())));
      }
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException refused) {
      return false;
    }
  }
}
