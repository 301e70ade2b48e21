package stentor.master;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.function.BooleanSupplier;

/** Threads that wait for each other on behalf of somebody who reads or writes. */
public final class Waiting {

  private Waiting() {}

  /**
   * Waits on a monitor, which the caller holds and others notify.
   *
   * @throws InterruptedIOException if the thread is interrupted; it stays so
   */
  public static void on(Object monitor, BooleanSupplier nothingToDo) throws IOException {
    try {
      while (nothingToDo.getAsBoolean()) {
        monitor.wait();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException().initCause(stopped);
    }
  }
}
