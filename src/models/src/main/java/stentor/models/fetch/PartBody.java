package stentor.models.fetch;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the body of an answer to a file as it arrives: a whole one (200) from the start, a partial
 * one (206) behind what is there, nothing of any other. Takes one byte more than it should at most,
 * which shows that there is too much.
 */
final class PartBody implements BodyHandler<Long>, AutoCloseable {

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d+/.*");

  private final FileChannel channel;
  private final long most;
  private volatile Optional<IOException> writeFailure = Optional.empty();
  private volatile long size;

  /**
   * Opens the file, which may be there.
   *
   * @param most the size it should get
   */
  PartBody(Path file, long most) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    this.most = most;
    this.size = Files.size(file);
  }

  /** Bytes in the file. */
  long size() {
    return size;
  }

  /** Why the file could not be written, if that was it. */
  Optional<IOException> writeFailure() {
    return writeFailure;
  }

  @Override
  public BodySubscriber<Long> apply(ResponseInfo answer) {
    return switch (answer.statusCode()) {
      case 200 -> new Writer(0);
      case 206 ->
          answer
              .headers()
              .firstValue("Content-Range")
              .map(CONTENT_RANGE::matcher)
              .filter(Matcher::matches)
              .map(match -> Long.parseLong(match.group(1)))
              .filter(start -> start == size)
              .<BodySubscriber<Long>>map(Writer::new)
              .orElseGet(Refuser::new);
      default -> new Refuser();
    };
  }

  /** Writes no more, whatever still arrives. */
  @Override
  public void close() throws IOException {
    synchronized (channel) {
      channel.close();
    }
  }

  private void write(List<ByteBuffer> buffers) throws IOException {
    synchronized (channel) {
      for (ByteBuffer buffer : buffers) {
        long room = most + 1 - size;
        buffer.limit(buffer.position() + (int) Math.min(buffer.remaining(), room));
        while (buffer.hasRemaining()) {
          size += channel.write(buffer, size);
        }
      }
    }
  }

  private void startAt(long position) throws IOException {
    synchronized (channel) {
      channel.truncate(position);
      size = position;
    }
  }

  /** Takes the body into the file. */
  private final class Writer implements BodySubscriber<Long> {

    private final long start;
    private final CompletableFuture<Long> done = new CompletableFuture<>();
    private volatile Flow.Subscription subscription = new NoSubscription();

    Writer(long start) {
      this.start = start;
    }

    @Override
    public CompletionStage<Long> getBody() {
      return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      try {
        startAt(start);
        given.request(1);
      } catch (IOException failed) {
        stop(failed);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      try {
        write(buffers);
        if (size > most) {
          subscription.cancel();
          done.complete(size);
        } else {
          subscription.request(1);
        }
      } catch (IOException failed) {
        stop(failed);
      }
    }

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      done.complete(size);
    }

    private void stop(IOException failed) {
      writeFailure = Optional.of(failed);
      subscription.cancel();
      done.completeExceptionally(failed);
    }
  }

  /** Takes nothing. */
  private final class Refuser implements BodySubscriber<Long> {

    @Override
    public CompletionStage<Long> getBody() {
      return CompletableFuture.completedStage(size);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      // Nothing was asked for.
    }

    @Override
    public void onError(Throwable failure) {
      // The status says what matters.
    }

    @Override
    public void onComplete() {
      // Nothing was asked for.
    }
  }

  /** Before there is one. */
  private record NoSubscription() implements Flow.Subscription {
    @Override
    public void request(long count) {
      // There is nobody to ask.
    }

    @Override
    public void cancel() {
      // There is nothing to cancel.
    }
  }
}
