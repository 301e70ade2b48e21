package stentor.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LeftFilesTest {

  private static final long START = 7;

  @TempDir private Path folder;

  @Test
  void what_a_master_before_is_still_writing_stays_until_it_has_surely_left() throws IOException {
    Path begun = upload("by-a-master-before");
    LeftFiles left = new LeftFiles(List.of(folder), START);
    left.find();
    Path ours = upload("by-ours");

    left.look(after(Duration.ofSeconds(10)));
    assertThat(begun).exists();

    left.look(after(Duration.ofMinutes(1)));
    assertThat(begun).doesNotExist();
    assertThat(ours).exists();
  }

  @Test
  void at_the_end_what_our_own_processes_left_goes_at_once() throws IOException {
    Path begun = upload("by-a-master-before");
    LeftFiles left = new LeftFiles(List.of(folder), START);
    left.find();
    Path ours = upload("by-ours");

    left.end();

    assertThat(ours).doesNotExist();
    assertThat(begun).exists();
  }

  @Test
  void folders_are_made_where_there_are_none() {
    Path missing = folder.resolve("scratch");

    new LeftFiles(List.of(missing), START).find();

    assertThat(missing).isEmptyDirectory();
  }

  private Path upload(String name) throws IOException {
    Path begun = Files.createDirectory(folder.resolve(name));
    Files.writeString(begun.resolve("audio"), "RIFF");
    return begun;
  }

  private static long after(Duration length) {
    return START + length.toNanos();
  }
}
