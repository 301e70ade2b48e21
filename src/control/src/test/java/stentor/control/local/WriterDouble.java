package stentor.control.local;

import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import stentor.control.environment.WriterLock;

/**
 * A program that takes the writer's lock of the file it is given and keeps it until it is ended.
 */
public final class WriterDouble {

  private WriterDouble() {}

  /** Runs it; prints {@code taken} when it has the lock. */
  public static void main(String[] arguments) throws Exception {
    WriterLock.Attempt attempt = WriterLock.attempt(Path.of(arguments[0]), new Semaphore(1));
    if (attempt instanceof WriterLock.Attempt.Taken) {
      System.out.println("taken");
      System.in.read();
    }
  }
}
