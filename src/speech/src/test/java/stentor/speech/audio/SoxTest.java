package stentor.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;

/** Against SoX, an independent program that writes, reads and resamples WAV files. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SoxTest {

  @TempDir private Path folder;

  @BeforeAll
  static void sox_is_installed() throws IOException, InterruptedException {
    try {
      run(List.of("sox", "--version"), ProcessBuilder.Redirect.DISCARD);
    } catch (IOException e) {
      throw new TestAbortedException("skipped: SoX is not installed, nothing to compare with", e);
    }
  }

  private static void run(List<String> command, ProcessBuilder.Redirect output)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
      assertThat(process.exitValue()).as("%s", command).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Two tones, one in each channel, in the given encoding, as a file or as through a pipe. */
  private Path tones(int rate, String encoding, boolean piped)
      throws IOException, InterruptedException {
    Path file = folder.resolve("tones.wav");
    List<String> command = new ArrayList<>(List.of("sox", "-D", "-n", "-r", "" + rate, "-c", "2"));
    command.addAll(List.of(encoding.split(" ")));
    command.addAll(List.of("-t", "wav", piped ? "-" : file.toString()));
    command.addAll(List.of("synth", "2", "sine", "440", "sine", "3000", "gain", "-6"));
    run(
        command,
        piped ? ProcessBuilder.Redirect.to(file.toFile()) : ProcessBuilder.Redirect.DISCARD);
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "44100, -b 16, false",
    "44100, -b 8 -e unsigned, false",
    "48000, -b 24, false",
    "96000, -b 32 -e signed, false",
    "44100, -b 32 -e float, false",
    "22050, -b 64 -e float, false",
    "8000, -e mu-law, false",
    "8000, -e a-law, false",
    "16000, -e a-law, false",
    "16000, -e mu-law, false",
    "11025, -b 16 -B, false",
    "44101, -b 16, false",
    "16000, -b 16, false",
    "32000, -b 24, true",
    "16000, -b 16, true"
  })
  void decoding_comes_to_the_same_as_conversion_by_sox(int rate, String encoding, boolean piped)
      throws IOException, InterruptedException {
    Path tones = tones(rate, encoding, piped);
    Path theirs = folder.resolve("theirs.wav");
    run(
        List.of(
            "sox",
            "-D",
            tones.toString(),
            "-b",
            "16",
            "-e",
            "signed",
            "-c",
            "1",
            theirs.toString(),
            "rate",
            "-v",
            "16000"),
        ProcessBuilder.Redirect.DISCARD);

    Path prepared = folder.resolve("ours.wav");
    AudioDecoder.Prepared result =
        new AudioDecoder(AudioLimits.DEFAULT).decode(Files.newInputStream(tones), prepared);

    assertThat(result).isEqualTo(new AudioDecoder.Prepared(32_000, false));
    float[] ours = PreparedAudio.open(prepared).read(0, 32_000).array();
    float[] reference = PreparedAudio.open(theirs).read(0, 32_000).array();
    for (int i = 1000; i < 31_000; i++) {
      // Rounding on both sides, and noise of coarse encodings between the two pass bands.
      assertThat(ours[i]).as("sample %d", i).isCloseTo(reference[i], within(0.0005f));
    }
  }
}
