package stentor.app.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock of one process does not keep that process itself out: a second start is another JVM. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class FirstWindowTest {

  private static final long PATIENCE_SECONDS = 60;

  private final AtomicInteger raised = new AtomicInteger();

  @TempDir private Path folder;

  /** The second start. */
  public static final class Second {
    private Second() {}

    /** Exits with 0 where it raised another, 10 where it is the first, 11 where it gave up. */
    public static void main(String[] words) {
      int status;
      try (FirstWindow window = FirstWindow.claim(Path.of(words[0]))) {
        status = window.raisedAnother() ? 0 : 10;
      } catch (IOException unanswered) {
        status = 11;
      }
      System.exit(status);
    }
  }

  private int startSecond() throws Exception {
    Process second =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Second.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(second.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      return second.exitValue();
    } finally {
      second.destroyForcibly();
    }
  }

  private FirstWindow first() throws IOException {
    FirstWindow first = FirstWindow.claim(folder);
    first.onRaise(raised::incrementAndGet);
    return first;
  }

  @Test
  void a_second_start_raises_the_first_window_and_opens_none() throws Exception {
    try (FirstWindow first = first()) {
      assertThat(first.raisedAnother()).isFalse();
      assertThat(startSecond()).isZero();
      await().untilAtomic(raised, org.hamcrest.Matchers.is(1));
    }
  }

  @Test
  void when_the_first_has_gone_the_next_is_the_first() throws Exception {
    first().close();

    assertThat(folder.resolve("window.address")).doesNotExist();
    assertThat(startSecond()).isEqualTo(10);
  }

  @Test
  void who_does_not_know_the_secret_raises_nothing() throws Exception {
    try (FirstWindow _ = first()) {
      String[] words = address();
      try (Socket stranger =
          new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0]))) {
        stranger.getOutputStream().write(new byte[HexFormat.of().parseHex(words[1]).length]);
        assertThat(stranger.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(raised).hasValue(0);
      assertThat(startSecond()).isZero();
    }
  }

  private String[] address() throws IOException {
    return Files.readString(folder.resolve("window.address")).strip().split(" ", -1);
  }

  @Test
  void an_address_that_a_killed_app_left_is_not_believed() throws Exception {
    Files.writeString(folder.resolve("window.address"), "1 00112233445566778899aabbccddeeff\n");

    assertThat(startSecond()).isEqualTo(10);
  }

  @Test
  void where_the_lock_is_held_and_nobody_answers_it_says_so() throws Exception {
    Files.writeString(folder.resolve("window.address"), "not an address at all\n");
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("window.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      assertThat(startSecond()).isEqualTo(11);
    }
  }

  @Test
  void a_folder_that_cannot_be_made_is_told() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> FirstWindow.claim(file)).isInstanceOf(IOException.class);
  }

  @Test
  void where_it_cannot_be_the_first_it_keeps_no_other_from_it() throws Exception {
    // A folder that is not empty cannot give way to the address.
    Path inTheWay = Files.createDirectories(folder.resolve("window.address/full"));

    assertThatThrownBy(() -> FirstWindow.claim(folder)).isInstanceOf(IOException.class);

    Files.delete(inTheWay);
    Files.delete(inTheWay.getParent());
    assertThat(startSecond()).isEqualTo(10);
  }

  @Test
  void a_window_that_could_not_be_raised_says_so_and_can_be_asked_again() throws Exception {
    try (FirstWindow first = first()) {
      first.onRaise(
          () -> {
            throw new IllegalStateException("no window");
          });
      assertThat(startSecond()).isEqualTo(11);

      first.onRaise(raised::incrementAndGet);
      assertThat(startSecond()).isZero();
      assertThat(raised).hasValue(1);
    }
  }
}
