package stentor.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.speech.audio.AudioException;

/**
 * Outlines of recordings in files. With {@code -Dstentor.long=true} the long recording lasts a day,
 * else an hour; what was measured is printed.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class WaveformFileTest {

  private static final int RATE = 16_000;
  private static final int HOURS = Boolean.getBoolean("stentor.long") ? 24 : 1;

  @TempDir private Path folder;

  /** A recording of silence with one loud sample, which takes no room on most disks. */
  private Path recording(long samples, long loudAt) throws IOException {
    Path file = folder.resolve("long.wav");
    ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt((int) (2 * samples + 36));
    header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    header.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    header.putShort((short) 2).putShort((short) 16);
    header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) (2 * samples));
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(header.array());
      out.setLength(44 + 2 * samples);
      out.seek(44 + 2 * loudAt);
      out.write(new byte[] {0, 0x60});
    }
    return file;
  }

  @Test
  void a_long_recording_is_read_to_its_end_and_its_loudest_moment_is_where_it_was()
      throws Exception {
    long samples = HOURS * 3600L * RATE;
    Path file = recording(samples, samples / 2);
    long began = System.nanoTime();

    WaveformData data = WaveformData.read(file);

    System.out.printf(
        "The outline of %d h was read in %.1f s; a stretch of it lasts %.3f s%n",
        HOURS, (System.nanoTime() - began) / 1e9, data.resolution());
    assertThat(data.seconds()).isEqualTo(HOURS * 3600.0);
    double middle = HOURS * 1800.0;
    assertThat(data.peak(middle - 1, middle + 1).high()).isEqualTo(0.75f, within(0.01f));
    assertThat(data.peak(0, middle - 60)).isEqualTo(WaveformData.Peak.SILENCE);
    assertThat(data.peak(middle + 60, data.seconds())).isEqualTo(WaveformData.Peak.SILENCE);
  }

  @Test
  void reading_ends_soon_when_it_is_interrupted() throws Exception {
    Path file = recording(60L * RATE, 0);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> WaveformData.read(file)).isInstanceOf(InterruptedException.class);
    // The interrupt was for this reading, not for the tests that follow on this thread.
    boolean _ = Thread.interrupted();
  }

  @Test
  void what_is_no_recording_is_a_problem() throws IOException {
    Path file = Files.writeString(folder.resolve("words.wav"), "these are words, not sound at all");

    assertThatThrownBy(() -> WaveformData.read(file)).isInstanceOf(AudioException.class);
  }
}
