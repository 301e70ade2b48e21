package stentor.simulator;

import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import stentor.protocol.file.DurableFiles;
import stentor.protocol.file.IoReason;
import stentor.protocol.job.Failure;
import stentor.protocol.json.Documents;
import stentor.protocol.json.Versioned;
import stentor.protocol.program.Announcement;
import stentor.protocol.program.Arguments;
import stentor.protocol.program.Parent;
import stentor.protocol.program.SimulatorDocument;

/**
 * The simulator's composition root. Started with {@code --port N --state FOLDER [--pace 60] [--idle
 * 3600]}; announces itself on standard output and in {@code FOLDER/simulator.json}; does not end
 * with whoever started it, but by SIGTERM, or by itself when it has no stack and nobody has asked
 * anything for the idle time, in real seconds. Started again, it goes on with the same world.
 *
 * <p>Exit status: 0 when told to end or idle, 1 when it cannot serve (announced), 2 for a wrong
 * command line.
 */
public final class SimulatorProgram {

  private static final int CANNOT_SERVE = 1;
  private static final int WRONG_USAGE = 2;
  private static final int USUAL_PACE = 60;
  private static final int USUAL_IDLE_SECONDS = 3600;
  private static final long LOOK_EVERY_MILLIS = 1000;

  private SimulatorProgram() {}

  /** Runs the simulator until it is told to end. */
  public static void main(String[] words) throws InterruptedException {
    int port;
    Path state;
    int pace;
    Duration idle;
    try {
      Arguments arguments = Arguments.of(List.of(words));
      port = arguments.number("port", 0);
      state = Path.of(arguments.required("state"));
      pace = arguments.number("pace", USUAL_PACE);
      idle = Duration.ofSeconds(arguments.number("idle", USUAL_IDLE_SECONDS));
    } catch (IllegalArgumentException wrong) {
      System.err.println("simulator: " + wrong.getMessage());
      System.exit(WRONG_USAGE);
      return;
    }
    System.setProperty("stentor.log", state.resolve("simulator.log").toString());
    System.exit(run(port, state, pace, idle, new Parent(System.in, System.out)));
  }

  private static int run(int port, Path state, int pace, Duration idle, Parent parent)
      throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(told, ended), "end"));
    try {
      Files.createDirectories(state);
      try (Simulator simulator = Simulator.start(port, state, Clock.systemUTC(), pace)) {
        publish(simulator, state, pace);
        simulator.world().clock().whenTurned(() -> publishAnew(simulator, state, pace));
        parent.announce(Announcement.ready(simulator.port()));
        while (!told.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS) && !simulator.isIdle(idle)) {
          // Somebody may still need it.
        }
      }
      return 0;
    } catch (JavalinBindException taken) {
      parent.announce(
          Announcement.failed(
              new Failure("port_taken", "Port " + port + " is used by another program.")));
      return CANNOT_SERVE;
    } catch (IOException failed) {
      parent.announce(
          Announcement.failed(
              new Failure(
                  "state_unusable",
                  "The folder " + state + " cannot be used: " + IoReason.of(failed))));
      return CANNOT_SERVE;
    } finally {
      ended.countDown();
    }
  }

  private static void publish(Simulator simulator, Path state, int pace) throws IOException {
    DurableFiles.replace(
        state.resolve("simulator.json"), Documents.writeIndented(document(simulator, pace)));
  }

  private static void publishAnew(Simulator simulator, Path state, int pace) {
    try {
      publish(simulator, state, pace);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static SimulatorDocument document(Simulator simulator, int pace) {
    return new SimulatorDocument(
        Versioned.SCHEMA,
        simulator.port(),
        ProcessHandle.current().pid(),
        simulator.world().clock().real().instant(),
        simulator.world().now(),
        pace);
  }

  private static void end(CountDownLatch told, CountDownLatch ended) {
    told.countDown();
    try {
      ended.await();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
