package stentor.cluster.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows all objects of one kind: lists them, then watches from there (API concepts, "Efficient
 * detection of changes"). A watch ends by itself after a few minutes and goes on from its last
 * bookmark; one that is silent for longer has died unseen; where the server has forgotten the place
 * (410 Gone), all are listed again. There is one watch at a time.
 *
 * @param <T> what the client calls the kind
 * @param <S> what is kept of it
 */
final class KindWatch<T extends HasMetadata, S> {

  private static final Logger LOG = LoggerFactory.getLogger(KindWatch.class);

  private static final int WATCH_SECONDS = 240;

  /** The server sends a bookmark about every minute. */
  private static final Duration SILENT = Duration.ofSeconds(150);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration KIND_UNKNOWN = Duration.ofSeconds(30);
  private static final long PAGE = 500;

  private final Source<T> source;
  private final Function<T, S> reading;
  private final Consumer<Change<S>> changes;
  private final Contact contact;
  private final Backoff backoff;

  /** Where they are asked for. */
  interface Source<T extends HasMetadata> {
    KubernetesResourceList<T> list(ListOptions options);

    Watch watch(ListOptions options, Watcher<T> watcher);
  }

  /** Hears how it stands with the server. */
  interface Contact {
    /** It answered. */
    void answered();

    /** It did not, or the connection broke. */
    void failed(String reason);

    /** How often it was away for all who asked: what was connected before is to be made anew. */
    long outages();
  }

  KindWatch(
      Source<T> source,
      Function<T, S> reading,
      Consumer<Change<S>> changes,
      Contact contact,
      Backoff backoff) {
    this.source = source;
    this.reading = reading;
    this.changes = changes;
    this.contact = contact;
    this.backoff = backoff;
  }

  /** What came over a watch. */
  private sealed interface News<T> {
    record Told<T>(Watcher.Action action, T object) implements News<T> {}

    record Closed<T>(Optional<WatcherException> cause) implements News<T> {}
  }

  /** Follows them until it is interrupted. */
  void run() throws InterruptedException {
    while (true) {
      try {
        String version = listAll();
        backoff.reset();
        while (true) {
          version = watch(version);
        }
      } catch (KubernetesClientException failed) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        Thread.sleep(after(failed));
      }
    }
  }

  private Duration after(KubernetesClientException failed) {
    switch (failed.getCode()) {
      case HttpURLConnection.HTTP_GONE -> {
        LOG.debug("The server has forgotten where the watch was; listing again");
        return Duration.ofMillis(1);
      }
      case HttpURLConnection.HTTP_NOT_FOUND -> {
        // A kind that nobody has installed has no objects.
        contact.answered();
        changes.accept(new Change.All<>(Map.of()));
        return KIND_UNKNOWN;
      }
      default -> {
        contact.failed(String.valueOf(failed.getMessage()));
        return backoff.next();
      }
    }
  }

  /** Lists all of them, page by page. */
  private String listAll() {
    Map<String, S> objects = new HashMap<>();
    @Nullable String next = null;
    String version;
    do {
      KubernetesResourceList<T> page =
          source.list(new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
      page.getItems().forEach(object -> objects.put(key(object), reading.apply(object)));
      next = page.getMetadata().getContinue();
      version = page.getMetadata().getResourceVersion();
    } while (next != null && !next.isEmpty());
    contact.answered();
    changes.accept(new Change.All<>(objects));
    return version;
  }

  private static String key(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getNamespace()).orElse("")
        + "/"
        + object.getMetadata().getName();
  }

  /**
   * Watches until the server ends it.
   *
   * @return where to go on
   */
  private String watch(String from) throws InterruptedException {
    BlockingQueue<News<T>> news = new LinkedBlockingQueue<>();
    ListOptions options =
        new ListOptionsBuilder()
            .withResourceVersion(from)
            .withAllowWatchBookmarks(true)
            .withTimeoutSeconds((long) WATCH_SECONDS)
            .build();
    String at = from;
    try (Watch _ = source.watch(options, listening(news))) {
      contact.answered();
      long outages = contact.outages();
      long heard = System.nanoTime();
      while (true) {
        News<T> next = news.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        switch (next) {
          case null -> {
            if (contact.outages() != outages) {
              return at;
            }
            if (System.nanoTime() - heard > SILENT.toNanos()) {
              throw new KubernetesClientException("nothing was heard for " + SILENT);
            }
          }
          case News.Closed<T>(Optional<WatcherException> cause) -> {
            return ended(cause, at);
          }
          case News.Told<T>(Watcher.Action action, T object) -> {
            heard = System.nanoTime();
            backoff.reset();
            contact.answered();
            at = object.getMetadata().getResourceVersion();
            tell(action, object);
          }
        }
      }
    }
  }

  private static <T> Watcher<T> listening(BlockingQueue<News<T>> news) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, T object) {
        news.add(new News.Told<>(action, object));
      }

      @Override
      public void onClose() {
        news.add(new News.Closed<>(Optional.empty()));
      }

      @Override
      public void onClose(WatcherException cause) {
        news.add(new News.Closed<>(Optional.of(cause)));
      }
    };
  }

  private static String ended(Optional<WatcherException> cause, String at) {
    if (cause.isEmpty()) {
      return at;
    }
    if (cause.get().isHttpGone()) {
      throw new KubernetesClientException("gone", HttpURLConnection.HTTP_GONE, /* status= */ null);
    }
    throw new KubernetesClientException(
        Optional.ofNullable(cause.get().getMessage()).orElse("the watch broke"), cause.get());
  }

  private void tell(Watcher.Action action, T object) {
    switch (action) {
      case ADDED, MODIFIED -> changes.accept(new Change.Put<>(key(object), reading.apply(object)));
      case DELETED -> changes.accept(new Change.Gone<>(key(object)));
      case BOOKMARK -> {}
      case ERROR -> throw new KubernetesClientException("the server ended the watch");
    }
  }
}
