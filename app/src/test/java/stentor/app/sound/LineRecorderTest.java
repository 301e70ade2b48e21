package stentor.app.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.async.TaskRunner;
import stentor.app.testing.ManualLater;
import stentor.speech.audio.WavReader;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class LineRecorderTest {

  private static final Microphone DESK = new Microphone("Desk");

  private final MicrophonesDouble microphones = new MicrophonesDouble();
  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final TaskRunner tasks =
      new TaskRunner(threads::add, Runnable::run, Clock.systemUTC(), new ManualLater());
  private final LineRecorder recorder = new LineRecorder(microphones, tasks, Runnable::run);

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("recordings/one.wav");
  }

  private void work() {
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
  }

  /** Somebody stops it once so many blocks are left. */
  private void stopAt(int left) {
    microphones.reading =
        now -> {
          if (now == left) {
            recorder.stop();
          }
        };
  }

  @Test
  void what_was_heard_is_in_the_file_and_its_header_says_so() throws IOException {
    microphones.sine(20, 0.5);
    stopAt(1);
    recorder.start("Record", DESK, file());
    assertThat(recorder.state()).isEqualTo(new RecorderState.Starting());
    work();

    assertThat(recorder.state()).isEqualTo(new RecorderState.Recorded(file(), 1, Optional.empty()));
    byte[] bytes = Files.readAllBytes(file());
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(new String(bytes, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("RIFF");
    assertThat(header.getInt(4)).isEqualTo(bytes.length - 8);
    assertThat(header.getShort(22)).isEqualTo((short) 1);
    assertThat(header.getInt(24)).isEqualTo(16_000);
    assertThat(header.getShort(34)).isEqualTo((short) 16);
    assertThat(header.getInt(40)).isEqualTo(2 * 16_000).isEqualTo(bytes.length - 44);
    assertThat(header.getShort(44 + 2 * 10))
        .isEqualTo((short) Math.round(Math.sin(2 * Math.PI * 0.25) * 0.5 * 32_767));
  }

  @Test
  void cancelled_by_the_end_of_the_app_it_keeps_what_was_said() {
    microphones.sine(20, 0.5);
    microphones.reading =
        now -> {
          if (now == 1) {
            tasks.cancelAll();
          }
        };
    recorder.start("Record", DESK, file());
    assertThat(tasks.visible()).extracting(task -> task.title()).containsExactly("Record");
    work();

    assertThat(recorder.state()).isEqualTo(new RecorderState.Recorded(file(), 1, Optional.empty()));
  }

  @Test
  void the_level_is_told_20_times_a_second_in_decibels_of_full_scale() {
    List<Level> levels = new ArrayList<>();
    recorder.levelProperty().addListener((property, before, now) -> levels.add(now));
    microphones.sine(1, 1);
    microphones.sine(1, 0.1);
    microphones.silence(1);
    microphones.silence(1);
    stopAt(1);
    recorder.start("Record", DESK, file());
    work();

    assertThat(levels).hasSize(3);
    assertThat(levels.get(0).decibels()).isEqualTo(0, within(0.01));
    assertThat(levels.get(0).peakDecibels()).isEqualTo(0, within(0.01));
    assertThat(levels.get(1).decibels()).isEqualTo(-20, within(0.01));
    assertThat(levels.get(2)).isEqualTo(Level.SILENT);
  }

  @Test
  void a_device_that_knows_another_rate_is_brought_to_16_kilohertz() throws IOException {
    microphones.rate = 48_000;
    microphones.sine(20, 0.5);
    stopAt(1);
    recorder.start("Record", DESK, file());
    work();

    try (WavReader reader = WavReader.open(file())) {
      assertThat(reader.format().rate()).isEqualTo(16_000);
      assertThat(reader.skip(Long.MAX_VALUE)).isEqualTo(16_000);
    }
  }

  @Test
  void a_device_that_vanishes_ends_the_recording_and_what_was_heard_is_kept() throws IOException {
    microphones.sine(10, 0.5);
    recorder.start("Record", DESK, file());
    work();

    assertThat(recorder.state())
        .isEqualTo(
            new RecorderState.Recorded(
                file(), 0.5, Optional.of(new SoundProblem.DeviceGone("Desk"))));
    try (WavReader reader = WavReader.open(file())) {
      assertThat(reader.skip(Long.MAX_VALUE)).isEqualTo(8_000);
    }
  }

  @Test
  void a_device_that_gives_nothing_leaves_no_file() {
    recorder.start("Record", DESK, file());
    work();

    assertThat(recorder.state())
        .isEqualTo(new RecorderState.Failed(new SoundProblem.DeviceGone("Desk")));
    assertThat(file()).doesNotExist();
  }

  @Test
  void without_a_microphone_it_says_so() {
    microphones.refusal = Optional.of(new SoundProblem.NoMicrophone());
    recorder.start("Record", DESK, file());
    work();

    assertThat(recorder.state())
        .isEqualTo(new RecorderState.Failed(new SoundProblem.NoMicrophone()));
    assertThat(file()).doesNotExist();
  }

  @Test
  void a_place_that_cannot_be_written_is_a_problem() throws IOException {
    Files.writeString(folder.resolve("recordings"), "no folder");
    microphones.sine(2, 0.5);
    recorder.start("Record", DESK, file());
    work();

    assertThat(recorder.state())
        .isInstanceOfSatisfying(
            RecorderState.Failed.class,
            failed -> assertThat(failed.problem()).isInstanceOf(SoundProblem.NotWritten.class));
  }

  @Test
  void a_discarded_recording_leaves_nothing() {
    microphones.sine(20, 0.5);
    microphones.reading =
        left -> {
          if (left == 10) {
            recorder.discard();
          }
        };
    recorder.start("Record", DESK, file());
    work();
    assertThat(recorder.state()).isEqualTo(new RecorderState.Idle());
    assertThat(file()).doesNotExist();
    assertThat(microphones.closed).isTrue();

    microphones.heard.clear();
    microphones.sine(3, 0.5);
    stopAt(1);
    recorder.start("Record", DESK, file());
    work();
    assertThat(file()).exists();
    recorder.discard();
    work();
    assertThat(file()).doesNotExist();
  }

  @Test
  void two_hours_are_the_most() {
    short[] block = new short[800];
    for (int number = 0; number < 2 * 3600 * 20 + 1; number++) {
      microphones.heard.add(block);
    }
    recorder.start("Record", DESK, file());
    work();

    assertThat(recorder.state())
        .isEqualTo(
            new RecorderState.Recorded(
                file(), 7_200, Optional.of(new SoundProblem.LongestReached(2))));
  }
}
