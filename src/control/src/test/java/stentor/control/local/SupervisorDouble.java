package stentor.control.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.control.environment.EnvironmentFolder;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.json.DocumentFiles;

/**
 * A program that keeps to a supervisor's side of the files and starts nothing. How it behaves is
 * read from the file {@code behaviour} in Stentor's folder.
 */
public final class SupervisorDouble {

  /** What it may do. */
  enum Behaviour {
    /** It becomes ready, and stops when it shall; it leaves where another keeps the environment. */
    PROPER,
    /** It was started, and has neither lock nor file yet. */
    UNSEEN,
    /** It ends at once and says why on standard error only. */
    CRASHING,
    /** Its Java crashes, and writes the report that Java writes then. */
    JAVA_CRASH,
    /** It finds its port taken, as the real one does. */
    PORT_TAKEN,
    /** It never becomes ready. */
    SLOW,
    /** It becomes ready and does not stop when it shall. */
    DEAF,
    /** It becomes ready and leaves behind, when it stops, a process that it started. */
    PARENT
  }

  private final EnvironmentFolder folder;
  private final Behaviour behaviour;

  private SupervisorDouble(EnvironmentFolder folder, Behaviour behaviour) {
    this.folder = folder;
    this.behaviour = behaviour;
  }

  /** Runs it: {@code --environment NAME}. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(System.getenv("STENTOR_HOME"));
    Path told = home.resolve("behaviour");
    Behaviour behaviour =
        Files.exists(told) ? Behaviour.valueOf(Files.readString(told)) : Behaviour.PROPER;
    EnvironmentName name = new EnvironmentName(arguments[1]);
    new SupervisorDouble(
            new EnvironmentFolder(name, home.resolve("environments").resolve(name.value())),
            behaviour)
        .run();
  }

  private void run() throws Exception {
    if (behaviour == Behaviour.CRASHING) {
      System.err.println("Something on the way");
      System.err.println("The queue could not be started");
      System.exit(1);
    }
    if (behaviour == Behaviour.JAVA_CRASH) {
      System.out.println(
          """
          #
          # A fatal error has been detected by the Java Runtime Environment:
          #
          #  SIGBUS (0x7) at pc=0x00007f0a5c0d3e2a, pid=4711, tid=4712
          #
          # If you would like to submit a bug report, please visit:
          #   https://bugreport.java.com/bugreport/crash.jsp
          #
          """);
      System.exit(134);
    }
    if (behaviour == Behaviour.UNSEEN) {
      ChildDouble.main(new String[0]);
    }
    try (FileChannel channel =
        FileChannel.open(
            folder.supervisorLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = lock(channel);
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      keep();
      lock.release();
    }
  }

  /** Whoever looks whether a supervisor lives holds the lock for a moment. */
  private static FileLock lock(FileChannel channel) throws IOException, InterruptedException {
    FileLock lock = channel.tryLock();
    for (int looks = 0; lock == null && looks < 200; looks++) {
      Thread.sleep(Duration.ofMillis(5));
      lock = channel.tryLock();
    }
    if (lock == null) {
      System.err.println("Another one keeps the environment");
      System.exit(3);
    }
    return lock;
  }

  private void keep() throws Exception {
    EnvironmentDocument wanted = folder.wanted().orElseThrow();
    tell(EnvironmentState.STARTING, wanted, List.of());
    try (ServerSocket socket = new ServerSocket()) {
      if (behaviour == Behaviour.PORT_TAKEN) {
        throw new IOException("taken");
      }
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted.port()));
      if (behaviour == Behaviour.PARENT) {
        new ProcessBuilder(Laboratory.javaCommand(ChildDouble.class)).start();
      }
      EnvironmentDocument told = null;
      while (behaviour == Behaviour.DEAF || isWantedUp()) {
        EnvironmentDocument now = folder.wanted().orElse(wanted);
        if (behaviour != Behaviour.SLOW && !now.equals(told)) {
          tell(EnvironmentState.UP, now, List.of());
          told = now;
        }
        Thread.sleep(Duration.ofMillis(20));
      }
      tell(EnvironmentState.STOPPING, wanted, List.of());
    } catch (IOException taken) {
      tell(
          EnvironmentState.FAILED,
          wanted,
          List.of(new ProblemStatus("port_taken", "The port is taken", "bind failed", List.of())));
    }
  }

  private boolean isWantedUp() throws IOException {
    return folder
        .wanted()
        .filter(document -> document.wanted() == EnvironmentDocument.Wanted.UP)
        .isPresent();
  }

  private void tell(
      EnvironmentState state, EnvironmentDocument wanted, List<ProblemStatus> problems)
      throws IOException {
    StatusDocument status =
        new StatusDocument(
            1,
            folder.name(),
            Optional.of("local"),
            state,
            Optional.of("http://127.0.0.1:" + wanted.port()),
            Optional.of(wanted.since()),
            wanted.expiresAt(),
            wanted.models().stream()
                .map(
                    model ->
                        new StatusDocument.ServedModelStatus(
                            model.id(),
                            model.version(),
                            "en",
                            "transcribe",
                            new StatusDocument.Workers(
                                model.min(), model.max(), model.min(), model.min()),
                            new StatusDocument.Queue(0, 0, OptionalDouble.empty())))
                .toList(),
            List.of(
                new StatusDocument.ProcessStatus(
                    "supervisor", ProcessHandle.current().pid(), Optional.empty())),
            List.of(),
            StatusDocument.Cost.FREE,
            problems);
    DocumentFiles.replace(folder.statusFile(), status);
  }
}
