package stentor.control.local;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A program that does nothing and does not end when its parent does. It ends in the end, so that a
 * test that fails leaves nothing for long.
 */
public final class ChildDouble {

  private ChildDouble() {}

  /** Runs it. */
  public static void main(String[] arguments) throws InterruptedException {
    boolean _ = new CountDownLatch(1).await(5, TimeUnit.MINUTES);
  }
}
