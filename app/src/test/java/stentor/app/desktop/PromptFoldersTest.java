package stentor.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.async.TaskRunner;
import stentor.app.testing.ManualLater;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class PromptFoldersTest {

  @TempDir private Path folder;

  private static PromptFolders on(Executor threads) {
    return new PromptFolders(
        new TaskRunner(threads, Runnable::run, Clock.systemUTC(), new ManualLater()));
  }

  @Test
  void a_folder_that_is_there_is_told_and_one_that_is_not_is_not() throws Exception {
    PromptFolders folders = on(Runnable::run);

    assertThat(folders.ifThere(folder)).contains(folder);
    assertThat(folders.ifThere(folder.resolve("gone"))).isEmpty();
    assertThat(folders.ifThere(Files.createFile(folder.resolve("file")))).isEmpty();
  }

  @Test
  void a_disk_that_does_not_answer_keeps_nobody_and_is_not_asked_again_until_it_does() {
    Deque<Runnable> threads = new ArrayDeque<>();
    PromptFolders folders = on(threads::add);

    assertThat(folders.ifThere(folder)).isEmpty();
    assertThat(folders.ifThere(folder)).isEmpty();
    assertThat(threads).hasSize(1);

    threads.remove().run();
    assertThat(folders.ifThere(folder)).isEmpty();
    assertThat(threads).hasSize(1);
  }
}
