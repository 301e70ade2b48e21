package stentor.cli;

import java.util.concurrent.CountDownLatch;
import stentor.cli.terminal.StandardStreams;
import stentor.cli.terminal.Terminal;

/** A program whose command behaves as its argument says. */
public final class CommandDouble {

  /** What it may do. */
  enum Behaviour {
    /** It ends with status 3. */
    RETURNS,
    /** It throws an error. */
    THROWS,
    /** It waits until it is interrupted, then undoes what it began. */
    WAITS,
    /** It waits until it is interrupted, then throws an error. */
    THROWS_INTERRUPTED
  }

  private CommandDouble() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    Terminal terminal = StandardStreams.open();
    Behaviour behaviour = Behaviour.valueOf(arguments[0]);
    Interruption.exitAfter(() -> run(behaviour, terminal), terminal);
  }

  private static int run(Behaviour behaviour, Terminal terminal) {
    return switch (behaviour) {
      case RETURNS -> ExitStatus.NOT_AVAILABLE;
      case THROWS -> throw new StackOverflowError("a defect");
      case WAITS -> {
        awaitInterrupt(terminal);
        terminal.answer("undone");
        yield ExitStatus.INTERRUPTED;
      }
      case THROWS_INTERRUPTED -> {
        awaitInterrupt(terminal);
        throw new StackOverflowError("a defect");
      }
    };
  }

  private static void awaitInterrupt(Terminal terminal) {
    terminal.answer("waiting");
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException expected) {
      Thread.currentThread().interrupt();
    }
  }
}
