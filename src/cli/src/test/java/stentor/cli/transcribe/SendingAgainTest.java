package stentor.cli.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.cli.Laboratory;

/** Recordings that could not be sent at once. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SendingAgainTest {

  @TempDir Path folder;
  private Laboratory laboratory;

  @BeforeEach
  void open() throws IOException {
    laboratory = new Laboratory(folder);
    laboratory.run("up");
  }

  @AfterEach
  void close() {
    laboratory.close();
  }

  private String recording(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "audio").toString();
  }

  private static final Laboratory.Reply CUT = new Laboratory.Reply(0, "", 0);
  private static final Laboratory.Reply FULL =
      Laboratory.refused(429, "queue_full", "Too many jobs are waiting.");

  @Test
  void a_busy_environment_is_asked_again_when_it_proposed_and_that_is_said_once() throws Exception {
    laboratory.reply("a.wav", FULL, FULL, Laboratory.said("at last"));
    String file = recording("a.wav");

    int status = laboratory.run("transcribe", file);

    assertThat(status).isZero();
    assertThat(laboratory.out).isEqualTo("at last\n");
    assertThat(laboratory.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
    assertThat(laboratory.err).containsOnlyOnce(file + ": the environment has all the work");
  }

  @Test
  void an_environment_that_stays_busy_is_given_up_after_ten_minutes() throws Exception {
    laboratory.reply("a.wav", FULL);

    int status = laboratory.run("transcribe", recording("a.wav"));

    assertThat(status).isEqualTo(1);
    assertThat(laboratory.pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(laboratory.err).contains("Too many jobs are waiting.", "Transcribe it later");
  }

  @Test
  void a_recording_whose_connection_broke_is_sent_once_more_when_the_master_is_back()
      throws Exception {
    laboratory.reply("a.wav", CUT, Laboratory.said("hello"));
    laboratory.notReady.set(2);
    String file = recording("a.wav");

    int status = laboratory.run("transcribe", file);

    assertThat(status).isZero();
    assertThat(laboratory.out).isEqualTo("hello\n");
    assertThat(laboratory.err)
        .contains(file + ": the connection was lost before there was an answer; it is sent once");
    assertThat(laboratory.pauses).hasSize(2);
  }

  @Test
  void a_recording_that_breaks_every_connection_fails_alone_and_says_what_to_do() throws Exception {
    laboratory.reply("a.wav", CUT);
    laboratory.reply("b.wav", Laboratory.said("fine"));
    String bad = recording("a.wav");
    String good = recording("b.wav");

    int status = laboratory.run("transcribe", bad, good);

    assertThat(status).isEqualTo(1);
    assertThat(laboratory.out).isEqualTo(good + "\tfine\n");
    assertThat(laboratory.err)
        .contains(bad + ": The connection to the master at ", "stentor status");
    assertThat(laboratory.requests).hasSize(3);
  }

  @Test
  void a_master_that_does_not_come_back_is_given_up() throws Exception {
    laboratory.reply("a.wav", CUT);
    laboratory.notReady.set(Integer.MAX_VALUE);

    int status = laboratory.run("transcribe", recording("a.wav"));

    assertThat(status).isEqualTo(1);
    assertThat(laboratory.pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(laboratory.requests).hasSize(1);
  }

  @Test
  void what_the_master_cannot_do_is_told_with_a_next_step_and_not_sent_again() throws Exception {
    laboratory.reply(
        "a.wav", Laboratory.refused(503, "no_worker", "No worker can come for the model 'first'."));
    String file = recording("a.wav");

    int status = laboratory.run("transcribe", file);

    assertThat(status).isEqualTo(1);
    assertThat(laboratory.err)
        .contains(file + ": No worker can come for the model 'first'.", "run stentor doctor");
    assertThat(laboratory.requests).hasSize(1);
  }
}
