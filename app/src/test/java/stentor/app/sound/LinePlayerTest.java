package stentor.app.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.async.TaskRunner;
import stentor.app.testing.ManualLater;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class LinePlayerTest {

  private final ManualLater later = new ManualLater();
  private final SpeakerDouble speaker = new SpeakerDouble();
  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final TaskRunner tasks =
      new TaskRunner(threads::add, Runnable::run, Clock.systemUTC(), later);
  private final LinePlayer player = new LinePlayer(speaker, tasks, Runnable::run, later);
  private final List<Double> positions = new ArrayList<>();

  @TempDir private Path folder;
  private Path recording = Path.of("");

  @BeforeEach
  void loads_a_recording() {
    recording = Recordings.sine(folder.resolve("tone.wav"), 400, 2);
    player
        .positionSecondsProperty()
        .addListener((property, before, now) -> positions.add(now.doubleValue()));
    player.load(recording);
  }

  /** Lets the threads do what they were handed. */
  private void work() {
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
  }

  private SpeakerDouble.LineDouble line() {
    return speaker.lines.getLast();
  }

  @Test
  void it_knows_the_length_and_plays_nothing_until_it_is_told() {
    assertThat(player.state()).isEqualTo(new PlayerState.Loading());
    work();

    assertThat(player.state()).isEqualTo(new PlayerState.Paused(2));
    assertThat(speaker.lines).isEmpty();
  }

  @Test
  void it_plays_to_the_end_and_says_so() {
    List<String> told = new ArrayList<>();
    player.setOnEnded(() -> told.add("ended"));
    work();
    player.play(0.5);
    assertThat(player.state()).isEqualTo(new PlayerState.Playing(2));
    work();

    assertThat(line().bytes).isEqualTo(2 * 24_000);
    assertThat(line().finished).isTrue();
    assertThat(line().closed).isTrue();
    assertThat(player.state()).isEqualTo(new PlayerState.Ended(2));
    assertThat(player.positionSecondsProperty().get()).isEqualTo(2);
    assertThat(told).containsExactly("ended");
  }

  @Test
  void the_position_is_that_of_what_was_heard_and_is_told_every_50_milliseconds() {
    work();
    player.play(0.5);
    speaker.written =
        () -> {
          line().heard = Optional.of(8_000L);
          later.pass(Duration.ofMillis(25));
        };
    positions.clear();
    work();

    assertThat(positions).startsWith(1.0).endsWith(2.0);
  }

  @Test
  void nothing_is_told_while_it_does_not_play() {
    work();
    player.play(0);
    work();
    later.pass(Duration.ofMillis(50));

    assertThat(later.planned()).isZero();
  }

  @Test
  void it_pauses_where_it_is_and_goes_on_from_there() {
    work();
    player.play(0);
    speaker.written =
        () -> {
          if (line().bytes >= 16_000) {
            player.pause();
          }
        };
    work();
    assertThat(player.state()).isEqualTo(new PlayerState.Paused(2));
    assertThat(player.positionSecondsProperty().get()).isEqualTo(0.5, within(0.05));
    assertThat(line().closed).isTrue();

    speaker.written = () -> {};
    player.resume();
    work();

    assertThat(speaker.lines.get(0).bytes + line().bytes).isCloseTo(64_000L, within(3_200L));
    assertThat(player.state()).isEqualTo(new PlayerState.Ended(2));
  }

  @Test
  void a_line_is_closed_by_the_thread_that_plays_and_not_by_who_stops_it() {
    List<Boolean> closed = new ArrayList<>();
    work();
    player.play(0);
    speaker.written =
        () -> {
          player.pause();
          closed.add(line().closed);
        };
    work();

    assertThat(closed).containsExactly(false);
    assertThat(line().closed).isTrue();
  }

  @Test
  void the_next_line_is_opened_when_the_one_before_is_closed() throws Exception {
    work();
    player.play(0);
    Runnable first = threads.remove();
    List<Thread> second = new ArrayList<>();
    speaker.written =
        () -> {
          speaker.written = () -> {};
          player.seek(1.5);
          second.add(Thread.ofPlatform().start(threads.remove()));
          await()
              .atMost(Duration.ofSeconds(60))
              .until(
                  () ->
                      EnumSet.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED)
                          .contains(second.getFirst().getState()));
        };
    first.run();
    second.getFirst().join();

    assertThat(speaker.lines).hasSize(2);
    assertThat(speaker.openedBeside).isZero();
    assertThat(line().bytes).isEqualTo(2 * 8_000);
  }

  @Test
  void at_its_end_it_begins_anew() {
    work();
    player.play(1.9);
    work();

    player.resume();
    work();

    assertThat(line().bytes).isEqualTo(64_000);
  }

  @Test
  void a_seek_while_it_plays_plays_from_there_and_else_only_moves() {
    work();
    player.seek(1.5);
    assertThat(player.state()).isEqualTo(new PlayerState.Paused(2));
    assertThat(player.positionSecondsProperty().get()).isEqualTo(1.5);

    player.resume();
    player.seek(1.75);
    work();

    assertThat(line().bytes).isEqualTo(2 * 4_000);
  }

  @Test
  void at_twice_the_speed_it_takes_half_the_time_and_positions_are_those_of_the_recording() {
    player.setSpeed(2);
    work();
    player.play(0);
    speaker.written = () -> line().heard = Optional.of(4_000L);
    work();
    long samples = line().bytes / 2;

    assertThat(samples).isCloseTo(16_000L, within(800L));
    player.play(0);
    speaker.written =
        () -> {
          line().heard = Optional.of(4_000L);
          player.pause();
        };
    work();
    assertThat(player.positionSecondsProperty().get()).isEqualTo(0.5);
  }

  @Test
  void asked_to_play_before_it_knows_the_recording_it_plays_once_it_does() {
    player.play(1);
    assertThat(player.state()).isEqualTo(new PlayerState.Loading());
    work();

    assertThat(line().bytes).isEqualTo(32_000);
  }

  @Test
  void without_a_device_it_says_so_and_plays_once_there_is_one() {
    speaker.refusal = Optional.of(new SoundProblem.NoSoundDevice());
    work();
    player.play(1);
    work();
    assertThat(player.state()).isEqualTo(new PlayerState.Failed(new SoundProblem.NoSoundDevice()));

    speaker.refusal = Optional.empty();
    player.resume();
    work();

    assertThat(line().bytes).isEqualTo(32_000);
    assertThat(player.state()).isEqualTo(new PlayerState.Ended(2));
  }

  @Test
  void a_device_that_is_pulled_out_is_a_problem_and_the_place_is_kept() {
    work();
    speaker.goneAfterBytes = 32_000;
    player.play(0);
    work();

    assertThat(player.state())
        .isEqualTo(new PlayerState.Failed(new SoundProblem.DeviceGone("Headphones")));
    assertThat(player.positionSecondsProperty().get()).isEqualTo(1, within(0.051));
  }

  @Test
  void a_file_that_is_no_recording_is_a_problem() throws Exception {
    work();
    player.load(Files.writeString(folder.resolve("words.wav"), "not a recording at all"));
    work();

    assertThat(player.state()).isInstanceOf(PlayerState.Failed.class);
  }

  @Test
  void another_recording_takes_the_place_of_one_that_plays() {
    work();
    player.play(0);
    speaker.written = () -> player.load(Recordings.sine(folder.resolve("b.wav"), 300, 1));
    work();

    assertThat(line().closed).isTrue();
    assertThat(player.state()).isEqualTo(new PlayerState.Paused(1));
    assertThat(player.positionSecondsProperty().get()).isZero();
  }
}
