package stentor.protocol.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import stentor.protocol.json.Documents;

/**
 * The program that started this one, reached by the two pipes it holds: announcements go up by
 * standard output, and standard input ends when the parent dies, however it dies. Safe for all
 * threads.
 */
public final class Parent {

  private final InputStream fromParent;
  private final OutputStream toParent;

  /** The parent behind these two pipes, usually {@code System.in} and {@code System.out}. */
  public Parent(InputStream fromParent, OutputStream toParent) {
    this.fromParent = fromParent;
    this.toParent = toParent;
  }

  /** Tells the parent; one line. */
  public synchronized void announce(Announcement announcement) {
    try {
      toParent.write(Documents.write(announcement));
      toParent.write("\n".getBytes(StandardCharsets.UTF_8));
      toParent.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException("The parent does not listen any more", gone);
    }
  }

  /**
   * Runs {@code leave} once, on a virtual thread of its own, when the parent closed its end or
   * died. What the parent writes before is read and thrown away.
   */
  public void whenLost(Runnable leave) {
    Thread.ofVirtual()
        .name("parent")
        .start(
            () -> {
              readToEnd();
              leave.run();
            });
  }

  private void readToEnd() {
    byte[] buffer = new byte[256];
    try {
      while (fromParent.read(buffer) >= 0) {
        // Nothing that comes this way is for us.
      }
    } catch (IOException broken) {
      // A broken pipe is an end, too.
    }
  }
}
