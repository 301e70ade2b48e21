package stentor.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.queue.SqsWorkQueue;
import stentor.jobs.store.JobStores;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.program.Arguments;
import stentor.protocol.program.Dist;

/**
 * The supervisor's composition root. Started with {@code --environment NAME} and STENTOR_HOME; runs
 * until the environment is not wanted any more, has expired, was idle too long, or SIGTERM comes,
 * which ends the processes and leaves the environment wanted.
 *
 * <p>Exit status: 0 when it ended, 1 when it could not start, 2 for a wrong command line, 3 when
 * another supervisor keeps the environment.
 */
public final class SupervisorProgram {

  private static final String HOME = "STENTOR_HOME";
  private static final int COULD_NOT_START = 1;
  private static final int WRONG_USAGE = 2;
  private static final int ALREADY_KEPT = 3;

  private SupervisorProgram() {}

  /** Runs the supervisor. */
  public static void main(String[] words) throws IOException, InterruptedException {
    EnvironmentFolder folder;
    try {
      Arguments arguments = Arguments.of(List.of(words));
      folder =
          new EnvironmentFolder(
              new EnvironmentName(arguments.required("environment")), Path.of(home()));
    } catch (IllegalArgumentException wrong) {
      System.err.println("supervisor: " + wrong.getMessage());
      System.exit(WRONG_USAGE);
      return;
    }
    System.setProperty("stentor.log", folder.log("supervisor").toString());
    Files.createDirectories(folder.path().resolve("logs"));
    System.exit(lockAndKeep(folder));
  }

  private static int lockAndKeep(EnvironmentFolder folder)
      throws IOException, InterruptedException {
    Optional<FileChannel> lock = folder.lockSupervisor();
    if (lock.isEmpty()) {
      System.err.println("supervisor: another one keeps the environment " + folder.name());
      return ALREADY_KEPT;
    }
    try (FileChannel _ = lock.get()) {
      return keep(folder);
    }
  }

  private static String home() {
    String home = System.getenv(HOME);
    if (home == null || home.isBlank()) {
      throw new IllegalArgumentException("The environment variable " + HOME + " is not set");
    }
    return home;
  }

  private static int keep(EnvironmentFolder folder) throws IOException, InterruptedException {
    Logger log = LoggerFactory.getLogger(SupervisorProgram.class);
    Optional<EnvironmentDocument> wanted = folder.wanted();
    if (wanted.isEmpty()) {
      System.err.println("supervisor: there is no environment " + folder.name());
      return COULD_NOT_START;
    }
    if (wanted.get().wanted() != Wanted.UP) {
      // Taken down before this process had its lock: nothing of it may be made anew.
      System.err.println("supervisor: the environment " + folder.name() + " is not wanted up");
      return COULD_NOT_START;
    }
    Clock clock = Clock.systemUTC();
    AtomicBoolean told = new AtomicBoolean();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(told, ended), "end"));
    int port = EmbeddedQueues.freePort();
    LocalPrograms programs =
        new LocalPrograms(Dist.ofThisProcess(), folder, EmbeddedQueues.endpoint(port));
    try (SqsWorkQueue queue = SqsWorkQueue.local(EmbeddedQueues.endpoint(port))) {
      Supervisor supervisor =
          new Supervisor(
              folder,
              wanted.get(),
              programs,
              queue,
              JobStores.open(folder.storeLocation(wanted.get()), folder.temporary(), clock),
              clock);
      supervisor.begin();
      try (EmbeddedQueues queues = EmbeddedQueues.start(port)) {
        log.info("Queues at {}", queues.endpoint());
        keep(supervisor, told);
      }
      return 0;
    } finally {
      ended.countDown();
    }
  }

  /** The processes end before the queues do, so that they can hand back what they have leased. */
  private static void keep(Supervisor supervisor, AtomicBoolean told)
      throws IOException, InterruptedException {
    try {
      supervisor.run(told::get);
    } finally {
      supervisor.stop();
    }
  }

  private static void end(AtomicBoolean told, CountDownLatch ended) {
    told.set(true);
    try {
      ended.await();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
