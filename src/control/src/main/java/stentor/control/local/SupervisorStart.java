package stentor.control.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.problem.ControlException;
import stentor.control.problem.StartProblem;
import stentor.control.problem.ToldProblem;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.environment.StatusDocument.ServedModelStatus;
import stentor.speech.problem.Problem;

/**
 * Starts a supervisor, and waits until a supervisor says that its environment is ready. Safe for
 * all threads.
 */
final class SupervisorStart {

  private static final int TAIL_BYTES = 2_000;
  private static final String PORT_TAKEN = "port_taken";
  private static final String CRASH_REPORT = "#";

  private final Site site;
  private final EnvironmentFolder folder;
  private final Set<ProblemStatus> told = ConcurrentHashMap.newKeySet();
  private volatile Optional<Process> launched = Optional.empty();

  SupervisorStart(Site site) {
    this.site = site;
    this.folder = site.folder();
  }

  /** Whether it serves. */
  static boolean serves(StatusDocument status) {
    return status.state() == EnvironmentState.UP || status.state() == EnvironmentState.DEGRADED;
  }

  /** Whether it serves all that is wanted with all the workers it shall have at least. */
  static boolean servesAll(StatusDocument status, EnvironmentDocument wanted) {
    return status.state() == EnvironmentState.UP
        && wanted.models().stream().allMatch(model -> servesModel(status, model));
  }

  private static boolean isReady(ServedModelStatus seen, WantedModel wanted) {
    return seen.id().equals(wanted.id()) && seen.workers().ready() >= wanted.min();
  }

  /** Whether that many workers of a model are ready as there shall be at least. */
  static boolean servesModel(StatusDocument status, WantedModel wanted) {
    return status.models().stream().anyMatch(seen -> isReady(seen, wanted));
  }

  /** Starts one. What the one before it saw is forgotten first, not to be taken for its own. */
  void launch() throws IOException {
    folder.forgetSeen();
    launched = Optional.of(site.launcher().start(folder));
  }

  /** The one that was started here. */
  Optional<Process> launched() {
    return launched;
  }

  /**
   * Whether one lives: the one that was started here, from its first moment, or another. Of two
   * that are started at once, by a command that was killed and by the next one, say, one leaves.
   */
  boolean lives() throws IOException {
    return launched.filter(Process::isAlive).isPresent() || site.isSupervised();
  }

  /**
   * Waits until a supervisor that lives says what is hoped for.
   *
   * @throws ControlException with {@link StartProblem.StartFailed}, {@link StartProblem.PortTaken}
   *     or {@link StartProblem.StartTimedOut}
   */
  StatusDocument await(
      EnvironmentDocument wanted,
      Predicate<StatusDocument> hoped,
      Duration most,
      Consumer<Problem> problems)
      throws IOException, InterruptedException {
    List<StatusDocument> found = new ArrayList<>();
    boolean ended =
        Waiting.until(
            () -> {
              // First whether it lives: what a dead one had said by then is its last word.
              boolean lives = lives();
              Optional<StatusDocument> seen = folder.seen();
              if (seen.filter(hoped).isPresent()) {
                found.add(seen.get());
                return true;
              }
              boolean failed = seen.filter(SupervisorStart::isFailed).isPresent();
              if (failed || !lives) {
                throw failed(wanted, seen.map(StatusDocument::problems).orElse(List.of()));
              }
              for (ProblemStatus problem : seen.map(StatusDocument::problems).orElse(List.of())) {
                if (told.add(problem)) {
                  problems.accept(new ToldProblem(problem));
                }
              }
              return false;
            },
            most);
    if (!ended) {
      throw new ControlException(
          new StartProblem.StartTimedOut(folder.name(), most.toSeconds(), folder.supervisorLog()));
    }
    return found.getFirst();
  }

  private static boolean isFailed(StatusDocument status) {
    return status.state() == EnvironmentState.FAILED;
  }

  private ControlException failed(EnvironmentDocument wanted, List<ProblemStatus> problems)
      throws IOException {
    boolean port = problems.stream().anyMatch(problem -> problem.code().equals(PORT_TAKEN));
    return new ControlException(
        port
            ? new StartProblem.PortTaken(folder.name(), wanted.port())
            : new StartProblem.StartFailed(
                folder.name(), problems, tail(folder.supervisorLog()), folder.supervisorLog()));
  }

  /** The last line that says something; of a crash of Java itself what its report begins with. */
  private static String tail(Path log) throws IOException {
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.allocate(TAIL_BYTES);
      int length = Math.max(0, channel.read(buffer, Math.max(0, channel.size() - TAIL_BYTES)));
      String text = new String(buffer.array(), 0, length, StandardCharsets.UTF_8).strip();
      String last = text.substring(text.lastIndexOf('\n') + 1).strip();
      return last.startsWith(CRASH_REPORT) ? crash(text) : last;
    } catch (NoSuchFileException none) {
      return "";
    }
  }

  /**
   * Of the lines that a crashing Java writes, each after a number sign, the first two with words.
   */
  private static String crash(String text) {
    return text.lines()
        .filter(line -> line.startsWith(CRASH_REPORT))
        .map(line -> line.substring(CRASH_REPORT.length()).strip())
        .filter(line -> !line.isEmpty())
        .limit(2)
        .collect(Collectors.joining(" "));
  }
}
