package stentor.app.desktop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import stentor.app.async.Ending;
import stentor.app.async.TaskRunner;

/**
 * Tells whether a folder is there, for who cannot wait for a disk that does not answer. Used on the
 * window's thread, which it keeps for {@link #PATIENCE} at most.
 */
final class PromptFolders {

  /** A person does not notice it, and a disk that is well needs far less. */
  static final Duration PATIENCE = Duration.ofMillis(50);

  private final TaskRunner tasks;
  private Optional<CompletableFuture<Boolean>> unanswered = Optional.empty();

  PromptFolders(TaskRunner tasks) {
    this.tasks = tasks;
  }

  /** This folder, if it is there and its disk says so soon; else none. */
  Optional<Path> ifThere(Path folder) {
    // A disk that did not answer yet is not asked again: each question may keep a thread for long.
    if (unanswered.filter(look -> !look.isDone()).isPresent()) {
      return Optional.empty();
    }
    CompletableFuture<Boolean> look = new CompletableFuture<>();
    unanswered = Optional.of(look);
    tasks.quietly(
        "Look for " + folder,
        report -> look.complete(Files.isDirectory(folder)),
        Ending.of(done -> {}, problem -> look.complete(false)));
    return isTrueSoon(look) ? Optional.of(folder) : Optional.empty();
  }

  private static boolean isTrueSoon(CompletableFuture<Boolean> look) {
    try {
      return look.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException late) {
      return false;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
