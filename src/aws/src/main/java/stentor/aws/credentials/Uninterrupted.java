package stentor.aws.credentials;

import software.amazon.awssdk.core.exception.AbortedException;

/** The SDK's way to end by an interrupt, where it asks us. */
final class Uninterrupted {

  private Uninterrupted() {}

  /** Something that waits. */
  interface Waiting<T> {
    T get() throws InterruptedException;
  }

  /**
   * Its answer.
   *
   * @throws AbortedException if it was interrupted; the interrupt stays set
   */
  static <T> T get(Waiting<T> waiting) {
    try {
      return waiting.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("Interrupted while waiting for credentials", interrupted);
    }
  }
}
