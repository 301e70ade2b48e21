package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** How much memory is asked for while something is read. */
final class AllocatedBytes {

  private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AllocatedBytes() {}

  /** Something that is read on this thread. */
  interface Reading {
    void run() throws IOException;
  }

  /** It asks for fewer bytes than {@code most}, but for the classes that it loads at first. */
  static void areFewerThan(long most, Reading reading) throws IOException {
    if (of(reading) >= most) {
      assertThat(of(reading)).as("bytes allocated").isLessThan(most);
    }
  }

  private static long of(Reading reading) throws IOException {
    long before = MEMORY.getCurrentThreadAllocatedBytes();
    reading.run();
    return MEMORY.getCurrentThreadAllocatedBytes() - before;
  }
}
