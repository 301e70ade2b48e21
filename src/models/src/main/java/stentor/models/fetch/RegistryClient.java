package stentor.models.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.registry.Registry;

/**
 * Asks a registry, in a way that can be cancelled at any moment. Follows at most five redirects,
 * and shows the registry's token to nobody else.
 */
final class RegistryClient implements AutoCloseable {

  private static final long POLL_MILLISECONDS = 100;
  private static final int MOST_REDIRECTS = 5;

  private final HttpClient client;
  private final Registry registry;
  private final Duration stall;

  /**
   * Takes the client over.
   *
   * @param stall after that long without a byte the connection counts as dead
   */
  RegistryClient(HttpClient client, Registry registry, Duration stall) {
    this.client = client;
    this.registry = registry;
    this.stall = stall;
  }

  Registry registry() {
    return registry;
  }

  /**
   * Gets what is at an address.
   *
   * @param from first byte that is wanted; 0 for all
   * @param body takes the body
   * @param received how many bytes have arrived; only that it changes matters
   * @param tick called about ten times a second; what it throws ends the exchange
   */
  <T> HttpResponse<T> get(
      URI address, long from, BodyHandler<T> body, LongSupplier received, Runnable tick)
      throws IOException {
    URI next = address;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      HttpResponse<T> answer = await(client.sendAsync(request(next, from), body), received, tick);
      Optional<URI> elsewhere = redirect(answer);
      if (elsewhere.isEmpty()) {
        return answer;
      }
      next = elsewhere.get();
    }
    throw new IOException("more than " + MOST_REDIRECTS + " redirects");
  }

  private HttpRequest request(URI address, long from) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("User-Agent", "stentor").GET();
    registry
        .tokenFor(address)
        .ifPresent(token -> request.header("Authorization", "Bearer " + token));
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    return request.build();
  }

  private <T> HttpResponse<T> await(
      CompletableFuture<HttpResponse<T>> exchange, LongSupplier received, Runnable tick)
      throws IOException {
    long last = received.getAsLong();
    long lastChange = System.nanoTime();
    try {
      while (true) {
        try {
          return exchange.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillRunning) {
          tick.run();
        }
        long now = received.getAsLong();
        if (now != last) {
          last = now;
          lastChange = System.nanoTime();
        } else if (System.nanoTime() - lastChange > stall.toNanos()) {
          throw new HttpTimeoutException("nothing arrived for " + stall.toSeconds() + " s");
        }
      }
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ModelException(new ModelProblem.Cancelled(), interrupted);
    } finally {
      exchange.cancel(true);
    }
  }

  private static Optional<URI> redirect(HttpResponse<?> answer) throws IOException {
    boolean moved =
        switch (answer.statusCode()) {
          case 301, 302, 303, 307, 308 -> true;
          default -> false;
        };
    Optional<String> location = answer.headers().firstValue("Location");
    if (!moved || location.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Registry.webAddress(answer.uri().resolve(location.get())));
    } catch (IllegalArgumentException malformed) {
      throw new IOException("a redirect to no web address", malformed);
    }
  }

  /** Breaks off what is still under way. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
