package stentor.master.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import stentor.master.MasterProgram;
import stentor.master.decode.Decoders.Decoding;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;

/** With real child processes. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DecodersTest {

  private static final List<String> REAL =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx64m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-cp",
          System.getProperty("java.class.path"),
          MasterProgram.class.getName(),
          "--decode");

  @TempDir Path folder;

  @Test
  void a_recording_is_prepared_and_one_child_prepares_several() throws Exception {
    try (Decoders decoders = decoders(REAL)) {
      for (int i = 0; i < 3; i++) {
        Path output = folder.resolve("prepared-" + i + ".wav");

        Decoding decoding = decoders.decode(wav(16_000), output);

        assertThat(decoding).isEqualTo(new Decoding.Prepared(1.0, false, List.of()));
        assertThat(PreparedAudio.open(output).length()).isEqualTo(16_000);
      }
    }
    assertThat(ProcessHandle.current().children().filter(DecodersTest::isDecoder)).isEmpty();
  }

  @Test
  void a_short_recording_that_is_plain_already_needs_no_child() throws Exception {
    try (Decoders decoders = decoders(List.of("no-such-program"))) {
      Path output = folder.resolve("prepared.wav");

      assertThat(decoders.decode(plain(16_000), output))
          .isEqualTo(new Decoding.Prepared(1.0, false, List.of()));
      assertThat(PreparedAudio.open(output).length()).isEqualTo(16_000);
      Path cut =
          Files.write(
              folder.resolve("cut.wav"), Arrays.copyOf(Files.readAllBytes(plain(16_000)), 16_044));
      assertThat(decoders.decode(cut, output))
          .isEqualTo(new Decoding.Prepared(0.5, true, List.of()));
      assertThatThrownBy(() -> decoders.decode(plain(PlainRecording.MOST_BYTES / 2), output))
          .as("a longer one does")
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_disk_that_fails_says_nothing_about_the_recording() throws Exception {
    try (Decoders decoders = decoders(REAL)) {
      Path nowhere = folder.resolve("no-such-folder/prepared.wav");

      assertThatThrownBy(() -> decoders.decode(wav(16_000), nowhere))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("does not exist");
      assertThat(decoders.decode(wav(16_000), folder.resolve("prepared.wav")))
          .isEqualTo(new Decoding.Prepared(1.0, false, List.of()));
    }
  }

  @Test
  void what_is_no_audio_is_told_and_leaves_no_file() throws Exception {
    Path text = Files.writeString(folder.resolve("text.wav"), "This is a text, not a recording.");
    Path output = folder.resolve("prepared.wav");
    try (Decoders decoders = decoders(REAL)) {
      Decoding decoding = decoders.decode(text, output);

      assertThat(decoding)
          .isInstanceOfSatisfying(
              Decoding.Failed.class,
              failed -> assertThat(failed.failure().code()).isEqualTo("invalid_audio"));
      assertThat(output).doesNotExist();
      assertThat(decoders.decode(wav(1600), output)).isInstanceOf(Decoding.Prepared.class);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_decoder_that_dies_once_is_replaced_and_the_recording_is_prepared_all_the_same()
      throws Exception {
    Path flag = folder.resolve("died-once");
    List<String> diesOnce =
        List.of(
            "sh",
            "-c",
            "if [ -e \"$0\" ]; then exec \"$@\"; else : > \"$0\"; read line; exit 3; fi",
            flag.toString());
    List<String> command =
        java.util.stream.Stream.concat(diesOnce.stream(), REAL.stream()).toList();
    try (Decoders decoders = decoders(command)) {
      Path output = folder.resolve("prepared.wav");

      assertThat(decoders.decode(wav(1600), output)).isInstanceOf(Decoding.Prepared.class);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_recording_over_which_decoders_keep_dying_ends() throws Exception {
    try (Decoders decoders = decoders(List.of("sh", "-c", "read line; exit 3"))) {
      assertThat(decoders.decode(wav(1600), folder.resolve("prepared.wav")))
          .isInstanceOfSatisfying(
              Decoding.Failed.class,
              failed -> assertThat(failed.failure().code()).isEqualTo("invalid_audio"));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_decoder_that_answers_nonsense_ends_the_recording() throws Exception {
    for (String nonsense : List.of("echo hello; cat", "yes | tr -d '\\n'")) {
      try (Decoders decoders = decoders(List.of("sh", "-c", nonsense))) {
        assertThat(decoders.decode(wav(1600), folder.resolve("prepared.wav")))
            .as(nonsense)
            .isInstanceOf(Decoding.Failed.class);
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_decoder_that_is_busy_ends_when_all_are_closed() throws Exception {
    Decoders decoders = decoders(List.of("sh", "-c", "exec sleep 600"));
    List<Throwable> thrown = new java.util.concurrent.CopyOnWriteArrayList<>();
    Path input = wav(1600);
    Thread decoding =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    decoders.decode(input, folder.resolve("prepared.wav"));
                  } catch (Exception ended) {
                    thrown.add(ended);
                  }
                });
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ProcessHandle.current().children().anyMatch(DecodersTest::isSleep));

    decoders.close();

    assertThat(decoding.join(Duration.ofSeconds(20))).isTrue();
    assertThat(thrown)
        .singleElement()
        .isInstanceOf(java.util.concurrent.CancellationException.class);
  }

  private static boolean isSleep(ProcessHandle process) {
    return process.isAlive() && process.info().command().orElse("").endsWith("sleep");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_decoder_that_takes_too_long_is_killed() throws Exception {
    try (Decoders decoders =
        new Decoders(List.of("sh", "-c", "exec sleep 600"), 1, Duration.ofMillis(200))) {
      Decoding decoding = decoders.decode(wav(1600), folder.resolve("prepared.wav"));

      assertThat(decoding)
          .isInstanceOfSatisfying(
              Decoding.Failed.class,
              failed -> assertThat(failed.failure().message()).contains("took more than"));
      assertThat(
              ProcessHandle.current()
                  .children()
                  .filter(child -> child.info().command().orElse("").endsWith("sleep"))
                  .filter(ProcessHandle::isAlive))
          .allSatisfy(child -> assertThat(child.onExit().join().isAlive()).isFalse());
    }
  }

  private static boolean isDecoder(ProcessHandle child) {
    return child.isAlive()
        && child.info().commandLine().orElse("").contains("--decode")
        && child
            .onExit()
            .completeOnTimeout(child, 10, java.util.concurrent.TimeUnit.SECONDS)
            .join()
            .isAlive();
  }

  private static Decoders decoders(List<String> command) {
    return new Decoders(command, 1, Decoders.LEAST_TIME);
  }

  /** A recording with a chunk before its audio, which makes it one for a child. */
  private Path wav(int samples) throws IOException {
    byte[] plain = Files.readAllBytes(plain(samples));
    try (OutputStream out = Files.newOutputStream(folder.resolve("in.wav"))) {
      out.write(plain, 0, 36);
      out.write(new byte[] {'n', 'o', 't', 'e', 0, 0, 0, 0});
      out.write(plain, 36, plain.length - 36);
    }
    return folder.resolve("in.wav");
  }

  private Path plain(int samples) throws IOException {
    Path file = folder.resolve("plain.wav");
    try (OutputStream out = Files.newOutputStream(file)) {
      PreparedAudio.write(new Samples(new float[samples]), out);
    }
    return file;
  }
}
