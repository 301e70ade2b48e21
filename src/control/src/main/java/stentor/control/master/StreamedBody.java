package stentor.control.master;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, read as it arrives: no more is asked for before what is there was taken,
 * so that memory does not depend on its size. One thread reads.
 */
final class StreamedBody implements BodySubscriber<StreamedBody>, AutoCloseable {

  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

  private sealed interface Arrival {
    record Bytes(List<ByteBuffer> buffers) implements Arrival {}

    record Broken(Throwable why) implements Arrival {}

    record Complete() implements Arrival {}
  }

  @Override
  public CompletionStage<StreamedBody> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    if (subscription.complete(begun)) {
      begun.request(1);
    } else {
      begun.cancel();
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    arrivals.add(new Arrival.Bytes(buffers));
  }

  @Override
  public void onError(Throwable failed) {
    arrivals.add(new Arrival.Broken(failed));
  }

  @Override
  public void onComplete() {
    arrivals.add(new Arrival.Complete());
  }

  /**
   * The next bytes; empty at the end.
   *
   * @param silence how long to wait for them
   * @throws IOException if the connection broke, or nothing came in that time
   */
  Optional<List<ByteBuffer>> next(Duration silence) throws IOException, InterruptedException {
    Arrival arrival = arrivals.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
    return switch (arrival) {
      case null -> throw new IOException("nothing came for " + silence.toSeconds() + " s");
      case Arrival.Bytes(List<ByteBuffer> buffers) -> {
        var _ = subscription.thenAccept(begun -> begun.request(1));
        yield Optional.of(buffers);
      }
      case Arrival.Broken(Throwable why) -> throw new IOException(String.valueOf(why), why);
      case Arrival.Complete _ -> {
        arrivals.add(arrival);
        yield Optional.empty();
      }
    };
  }

  /** Gives up what has not come. */
  @Override
  public void close() {
    var _ = subscription.thenAccept(Flow.Subscription::cancel);
  }
}
