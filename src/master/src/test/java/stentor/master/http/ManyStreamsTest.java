package stentor.master.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More who speak at once than the master has memory for. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ManyStreamsTest {

  private static final int QUARTER_OF_A_SECOND = 8_000;

  /** As many as fill the heap, at two megabytes each. */
  private static final int MANY = Math.toIntExact(Runtime.getRuntime().maxMemory() / 2_000_000);

  @TempDir Path folder;

  @Test
  void whom_there_is_no_memory_for_is_told_to_come_later() throws IOException {
    byte[] audio =
        RawFrames.masked(RawFrames.FINAL | RawFrames.BINARY, new byte[QUARTER_OF_A_SECOND]);
    List<RawConnection> all = new ArrayList<>();
    try (MasterFixture master = new MasterFixture(folder)) {
      assertThat(master.directory.join(new HearingWorker("worker-1", "tiny-en"))).isTrue();
      for (int count = 0; count < MANY; count++) {
        RawConnection one = new RawConnection(master.uri("/").getPort());
        all.add(one);
        one.send(
            ("GET /client/ws/speech HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + MasterFixture.TOKEN
                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                .getBytes(ISO_8859_1));
        one.send(audio);
      }
      // The last came when the places of all before were taken.
      RawConnection last = all.getLast();
      while (!last.line().isEmpty()) {
        // Its handshake.
      }

      assertThat(last.until('}')).contains("\"status\":9").contains("speaking");
    } finally {
      for (RawConnection one : all) {
        one.close();
      }
    }
  }
}
