package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of damaged files, the same in every run: a clear answer or bounded audio. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DamagedWavTest {

  private static final Duration GENEROUS = Duration.ofMinutes(2);
  private static final int READ_RUNS = 20_000;
  private static final int DECODE_RUNS = 400;

  /** Buffers of a reader and of its test, with room to spare. */
  private static final long MAXIMUM_ALLOCATED = 1 << 20;

  private final Random random = new Random(20_260_101);
  private final List<byte[]> sound = soundFiles();
  private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private List<byte[]> soundFiles() {
    byte[] audio = new byte[600];
    random.nextBytes(audio);
    return SoundFiles.wav(audio);
  }

  /** One of the sound files with up to 8 bytes changed, most of them in the header, or cut. */
  private byte[] damaged() {
    byte[] file = sound.get(random.nextInt(sound.size())).clone();
    int changes = random.nextInt(9);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(random.nextInt(4) == 0 ? file.length : 100);
      file[at] =
          switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> (byte) 0xFF;
            case 2 -> (byte) (file[at] ^ (1 << random.nextInt(8)));
            default -> (byte) random.nextInt(256);
          };
    }
    return random.nextInt(3) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file;
  }

  private enum Outcome {
    READ,
    REFUSED
  }

  private static Outcome read(byte[] file) throws IOException {
    try (WavReader reader = WavReader.open(new ByteArrayInputStream(file))) {
      float[] mono = new float[256];
      long total = 0;
      for (int read = reader.read(mono); read >= 0; read = reader.read(mono)) {
        total += read;
        for (int i = 0; i < read; i++) {
          assertThat(Math.abs(mono[i]) <= 1).as("sample %s", mono[i]).isTrue();
        }
      }
      assertThat(total * reader.format().frameBytes()).isLessThanOrEqualTo(file.length);
      return Outcome.READ;
    } catch (AudioException e) {
      assertThat(e.problem().why()).isNotEmpty();
      return Outcome.REFUSED;
    }
  }

  @Test
  void reading_gives_bounded_audio_or_a_problem_in_bounded_memory() {
    assertTimeoutPreemptively(
        GENEROUS,
        () -> {
          int refused = 0;
          for (int run = 0; run < READ_RUNS; run++) {
            byte[] file = damaged();
            long before = memory.getCurrentThreadAllocatedBytes();
            Outcome outcome = read(file);
            assertThat(memory.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated in run %d", run)
                .isLessThan(MAXIMUM_ALLOCATED);
            refused += outcome == Outcome.REFUSED ? 1 : 0;
          }
          // Both ways were really taken.
          assertThat(refused).isBetween(READ_RUNS / 10, READ_RUNS * 9 / 10);
        });
  }

  @Test
  void decoding_gives_prepared_audio_or_no_file(@TempDir Path folder) {
    AudioDecoder decoder = new AudioDecoder(new AudioLimits(Duration.ofMillis(100)));
    Path prepared = folder.resolve("prepared.wav");
    assertTimeoutPreemptively(
        GENEROUS,
        () -> {
          for (int run = 0; run < DECODE_RUNS; run++) {
            try {
              long length = decoder.decode(new ByteArrayInputStream(damaged()), prepared).length();
              assertThat(PreparedAudio.open(prepared).length()).isEqualTo(length);
              Files.delete(prepared);
            } catch (AudioException e) {
              assertThat(prepared).doesNotExist();
            }
          }
        });
  }
}
