package stentor.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import stentor.cli.terminal.Terminal;

/**
 * Turns a signal that ends this process (Ctrl-C) into an interrupt of the command, and gives it the
 * time to undo what it began.
 */
final class Interruption {

  /** Stopping an environment that was being started takes some seconds, at worst this long. */
  private static final long SECONDS_TO_UNDO = 60;

  private Interruption() {}

  /**
   * Runs the command on this thread, then ends the process with its status. A command that throws
   * is a defect: the thread ends with what it threw, and the process with it.
   */
  static void exitAfter(IntSupplier command, Terminal terminal) {
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> interrupt(main, status, terminal), "interruption"));
    int ended = ExitStatus.FAILED;
    try {
      ended = command.getAsInt();
    } finally {
      status.complete(ended);
    }
    System.exit(ended);
  }

  private static void interrupt(Thread main, CompletableFuture<Integer> status, Terminal terminal) {
    if (status.isDone()) {
      return;
    }
    main.interrupt();
    int ended = ExitStatus.INTERRUPTED;
    try {
      ended = status.get(SECONDS_TO_UNDO, TimeUnit.SECONDS);
    } catch (TimeoutException stuck) {
      terminal.problem("What was begun could not be undone in time; see stentor status");
    } catch (ExecutionException | InterruptedException impossible) {
      terminal.problem("The command ended without a status: " + impossible);
    }
    terminal.out().flush();
    terminal.err().flush();
    // The system's own status for this end would be 143 for some signals.
    Runtime.getRuntime().halt(ended);
  }
}
