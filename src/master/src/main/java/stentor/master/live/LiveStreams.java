package stentor.master.live;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import stentor.jobs.store.JobStore;
import stentor.master.MasterException;
import stentor.master.language.Listeners;
import stentor.master.prepare.Router;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Origin;

/** Begins streams, and ends them with the master. Safe for all threads. */
public final class LiveStreams implements AutoCloseable {

  /** Each waits on a virtual thread; who has said nothing yet holds no audio. */
  private static final int MOST = 2_000;

  /** Whoever is silent for longer has stopped, or will wait a moment. */
  private static final Duration LATELY = Duration.ofSeconds(60);

  /** Time to tell clients that the master ends. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  /**
   * What somebody who speaks holds on the heap at most, in MB: the last 30 s 1.9; 5 s that wait and
   * 5 s that were taken 0.7; an utterance of 16 s 1.0, its samples in 16 bits and the frame they
   * are put together in 1.5; a message and its copy 0.5, what waits to be decoded 0.3; filter and
   * buffers of odd rates 0.6.
   */
  private static final long BYTES_TALKING = 6_500_000;

  private final JobStore store;
  private final Router router;
  private final Listeners listeners;
  private final Clock clock;
  private final RandomGenerator random;
  private final Consumer<JobRequest> accepted;
  private final Consumer<JobId> ended;
  private final Room room;
  private final Semaphore places = new Semaphore(MOST);
  private final Semaphore talking = new Semaphore(mostTalking());
  private final PartialTurns turns;
  private final Map<Thread, LiveStream> running = new ConcurrentHashMap<>();

  /** Whether there is room for what is streamed. */
  public interface Room {

    /**
     * Looks.
     *
     * @throws MasterException if there is none
     */
    void check() throws IOException;
  }

  /**
   * Begins none yet.
   *
   * @param workers how many there are, whatever their models
   * @param accepted told of each that became a job
   * @param ended told of each of these jobs once it has its outcome
   */
  public LiveStreams(
      JobStore store,
      Router router,
      Listeners listeners,
      Room room,
      IntSupplier workers,
      Clock clock,
      RandomGenerator random,
      Consumer<JobRequest> accepted,
      Consumer<JobId> ended) {
    this.store = store;
    this.router = router;
    this.listeners = listeners;
    this.room = room;
    this.turns = new PartialTurns(workers, System::nanoTime);
    this.clock = clock;
    this.random = random;
    this.accepted = accepted;
    this.ended = ended;
  }

  /**
   * What a client says of its stream.
   *
   * @param model id that was named; absent: any
   * @param language BCP 47 tag, or several; absent: any
   * @param name what the client calls it, for people only
   * @param recording as in {@link JobRequest#recording()}
   */
  public record Wish(
      Optional<String> model,
      Optional<String> language,
      Optional<String> name,
      Optional<String> recording,
      Origin origin) {}

  /** Half of the heap is theirs. */
  private static int mostTalking() {
    long half = Runtime.getRuntime().maxMemory() / 2;
    return Math.clamp(half / BYTES_TALKING, 1, MOST);
  }

  /** An id for a stream, which its job gets. */
  public JobId next() {
    return JobId.next(clock, random);
  }

  /**
   * Begins one; it runs on a virtual thread of its own.
   *
   * @return absent where there are too many
   * @throws MasterException if what is wished for is not served
   */
  public Optional<LiveStream> begin(JobId id, Wish wish, Audience audience) throws IOException {
    Router.Route route = router.route(wish.model(), wish.language());
    room.check();
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    JobRequest request =
        JobRequest.transcription(id, clock.instant(), wish.model(), wish.language(), wish.name(), 0)
            .with(Optional.of(wish.origin()), wish.recording());
    LiveRecogniser recogniser =
        new LiveRecogniser(listeners, route.candidates(), id, LiveRecogniser.Time.REAL);
    LiveStream stream =
        new LiveStream(
            recogniser,
            new LiveRecordings(
                store,
                clock,
                request,
                recogniser,
                route.decided(),
                job -> {
                  accepted.accept(request);
                  ended.accept(job);
                }),
            audience,
            talking,
            turns);
    var _ =
        Thread.ofVirtual()
            .name("stream")
            .start(
                () -> {
                  running.put(Thread.currentThread(), stream);
                  try {
                    stream.run();
                  } finally {
                    running.remove(Thread.currentThread());
                    places.release();
                  }
                });
    return Optional.of(stream);
  }

  /** By id of a model, in how many streams somebody has spoken lately that may be for it. */
  public Map<String, Integer> talking() {
    return running.values().stream()
        .filter(stream -> stream.spokeWithin(LATELY))
        .flatMap(stream -> stream.models().stream())
        .collect(Collectors.toUnmodifiableMap(model -> model, _ -> 1, Integer::sum));
  }

  /** Ends all that run: their clients are told why, and nothing of them is kept. */
  @Override
  public void close() {
    Set<Thread> all = Set.copyOf(running.keySet());
    all.forEach(Thread::interrupt);
    long deadline = System.nanoTime() + FAREWELL.toNanos();
    try {
      for (Thread thread : all) {
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        boolean _ = thread.join(left);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
