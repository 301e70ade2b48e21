package stentor.cli.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.cli.Laboratory;

/** Many recordings in one call. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LongListTest {

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

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int COUNT = 40;
  private static final int MOST_AHEAD = 8;

  private List<String> command() throws IOException {
    List<String> words = new ArrayList<>(List.of("transcribe"));
    for (int number = 0; number < COUNT; number++) {
      words.add(recording(number + ".wav"));
      laboratory.reply(number + ".wav", Laboratory.said("number " + number));
    }
    return words;
  }

  @Test
  void only_some_recordings_are_transcribed_ahead_of_the_one_that_is_next() throws Exception {
    Set<String> early = ConcurrentHashMap.newKeySet();
    CountDownLatch first = new CountDownLatch(1);
    laboratory.gate =
        name -> {
          if (first.getCount() > 0) {
            early.add(name);
          }
          if (name.equals("0.wav")) {
            first.await();
          }
        };
    String[] words = command().toArray(String[]::new);
    Thread running = Thread.ofVirtual().start(() -> laboratory.run(words));

    await().atMost(PATIENCE).until(() -> early.size() >= MOST_AHEAD);
    first.countDown();
    running.join();

    assertThat(early)
        .containsExactlyInAnyOrder(
            "0.wav", "1.wav", "2.wav", "3.wav", "4.wav", "5.wav", "6.wav", "7.wav");
    List<String> lines = laboratory.out.lines().toList();
    assertThat(lines).hasSize(COUNT);
    for (int number = 0; number < COUNT; number++) {
      assertThat(lines.get(number)).endsWith("%d.wav\tnumber %d".formatted(number, number));
    }
  }

  @Test
  void interrupted_it_says_what_becomes_of_what_was_sent() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    laboratory.gate =
        name -> {
          sent.countDown();
          never.await();
        };
    String[] words = command().toArray(String[]::new);
    List<Integer> statuses = new ArrayList<>();
    Thread running = Thread.ofVirtual().start(() -> statuses.add(laboratory.run(words)));
    sent.await();

    running.interrupt();
    running.join();

    assertThat(statuses).containsExactly(130);
    assertThat(laboratory.out).isEmpty();
    assertThat(laboratory.err).contains("Interrupted", "is cancelled");
  }
}
