package stentor.control.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LogTailTest {

  private static final String EVENT =
      "{\"timestamp\":1795892948694,\"level\":\"WARN\",\"loggerName\":\"a.B\","
          + "\"formattedMessage\":\"It happened\",\"throwable\":null}";

  @TempDir private Path folder;

  private void write(String file, String text) throws IOException {
    Files.writeString(
        folder.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static List<String> texts(List<LogLine> lines) {
    return lines.stream().map(LogLine::text).toList();
  }

  @Test
  void what_was_written_is_read_once_and_what_comes_is_read_when_its_line_is_whole()
      throws Exception {
    LogTail tail = new LogTail(folder);
    write("master.log", EVENT + "\nplain wo");
    write("worker-x-1.errors.log", "of the JVM\n");

    List<LogLine> first = tail.next();
    assertThat(texts(first)).containsExactly(EVENT, "of the JVM");
    assertThat(first).extracting(LogLine::program).containsExactly("master", "worker-x-1");
    assertThat(first.getFirst().event().orElseThrow().formattedMessage()).isEqualTo("It happened");
    assertThat(first.getLast().event()).isEmpty();

    assertThat(tail.next()).isEmpty();
    write("master.log", "rds\n\nmore\n");
    assertThat(texts(tail.next())).containsExactly("plain words", "more");
  }

  @Test
  void a_log_that_was_put_aside_is_read_from_the_beginning_of_the_new_one() throws Exception {
    LogTail tail = new LogTail(folder);
    write("master.log", "one\ntwo\nthree\n");
    assertThat(tail.next()).hasSize(3);

    Files.move(folder.resolve("master.log"), folder.resolve("master.log.1"));
    write("master.log", "four\n");
    assertThat(texts(tail.next())).containsExactly("four");
  }

  @Test
  void of_a_very_long_log_only_the_end_is_read_and_nothing_after_it_is_lost() throws Exception {
    write("master.log", "0123456789\n".repeat(300_000));
    LogTail tail = new LogTail(folder);

    List<LogLine> first = tail.next();
    assertThat(first.size()).isBetween(80_000, 95_000);
    assertThat(texts(first)).allMatch("0123456789"::equals);
    write("master.log", "abcdefghij\n".repeat(150_000));
    int read = 0;
    for (int look = 0; look < 3; look++) {
      read += tail.next().size();
    }
    assertThat(read).isEqualTo(150_000);
  }

  @Test
  void a_line_without_an_end_is_cut() throws Exception {
    write("master.log", "x".repeat(100_000));

    assertThat(new LogTail(folder).next())
        .singleElement()
        .satisfies(line -> assertThat(line.text()).hasSize(LogTail.LONGEST_LINE));
  }

  @Test
  void no_folder_is_no_log() throws Exception {
    assertThat(new LogTail(folder.resolve("none")).next()).isEmpty();
  }
}
