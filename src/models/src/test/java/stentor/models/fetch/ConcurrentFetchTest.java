package stentor.models.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stentor.models.Cancellation;
import stentor.models.ModelProblem;
import stentor.models.catalogue.CatalogueModel;
import stentor.models.store.InstalledModel;
import stentor.models.testing.PackageBuilder;
import stentor.models.testing.TestModels;

@Timeout(90)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConcurrentFetchTest extends FetchingTest {

  private final PackageBuilder.Built weights = TestModels.weights();
  private final CatalogueModel model = TestModels.model(weights);

  private ModelFetcher patient() {
    return new ModelFetcher(
        store, tarballs(environment(), STALL), folder -> Long.MAX_VALUE, Thread::sleep);
  }

  @Test
  void of_many_that_fetch_the_same_one_fetches_and_all_get_it() throws Exception {
    registry.serve(weights);
    Callable<InstalledModel> fetching =
        () -> patient().fetch(model, told::add, Cancellation.never());

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<InstalledModel> one :
          threads.invokeAll(List.of(fetching, fetching, fetching, fetching))) {
        assertThat(one.get().folder()).isDirectory();
      }
    }

    assertThat(registry.served()).isEqualTo(weights.archive().length);
    assertThat(told(FetchProgress.Installed.class)).hasSize(1);
  }

  @Test
  void who_waits_for_another_process_says_so_and_goes_on_when_that_process_dies() throws Exception {
    registry.serve(weights);
    try (LockHolder holder = LockHolder.start(lock())) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<InstalledModel> waiting =
            threads.submit(() -> patient().fetch(model, told::add, Cancellation.never()));
        await().until(() -> !told(FetchProgress.Waiting.class).isEmpty());
        assertThat(registry.requests()).isEmpty();

        holder.kill();

        assertThat(waiting.get().folder()).isDirectory();
      }
    }
    assertThat(told(FetchProgress.Waiting.class)).hasSize(1);
  }

  @Test
  void who_waits_for_another_process_can_be_cancelled() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    FetchListener stopper = news -> stop.set(news instanceof FetchProgress.Waiting);

    try (LockHolder _ = LockHolder.start(lock())) {
      assertThat(problemOf(() -> patient().fetch(model, stopper, stop::get)))
          .isInstanceOf(ModelProblem.Cancelled.class);
    }
  }

  private Path lock() throws IOException {
    return Files.createDirectories(ModelFetcher.work(store)).resolve("tiny-en.lock");
  }

  /** Another process that holds the lock until it is killed. */
  private record LockHolder(Process process) implements AutoCloseable {

    private static final String PROGRAM =
        """
        import java.nio.channels.FileChannel;
        import java.nio.file.*;

        void main(String[] arguments) throws Exception {
          var channel = FileChannel.open(Path.of(arguments[0]),
              StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          channel.lock();
          System.out.println("held");
          System.in.read();
        }
        """;

    static LockHolder start(Path lock) throws IOException {
      Path program = Files.writeString(lock.resolveSibling("Holder.java"), PROGRAM);
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      Process process =
          new ProcessBuilder(java.toString(), "-Xmx64m", program.toString(), lock.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> process.getInputStream().available() > 0 || !process.isAlive());
      assertThat(process.isAlive()).isTrue();
      return new LockHolder(process);
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
