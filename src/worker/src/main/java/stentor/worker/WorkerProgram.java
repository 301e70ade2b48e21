package stentor.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.engines.Engine;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem;
import stentor.engines.EngineSettings;
import stentor.engines.Engines;
import stentor.engines.moonshine.MoonshineEngineProvider;
import stentor.engines.noop.NoopEngineProvider;
import stentor.engines.vosk.VoskEngineProvider;
import stentor.engines.whisper.WhisperEngineProvider;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.SqsWorkQueue;
import stentor.jobs.queue.WorkQueue;
import stentor.jobs.store.JobStores;
import stentor.jobs.store.StoreException;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.Failure;
import stentor.protocol.job.WorkerMessage;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.program.Announcement;
import stentor.protocol.program.Arguments;
import stentor.protocol.program.Parent;
import stentor.protocol.program.WorkerHealth;
import stentor.worker.connect.MasterConnections;
import stentor.worker.connect.MasterList;
import stentor.worker.connect.ProbeDesk;
import stentor.worker.evidence.EvidenceDesk;
import stentor.worker.health.EngineWatch;
import stentor.worker.health.HealthServer;
import stentor.worker.health.KnownClip;
import stentor.worker.health.WatchedEngine;
import stentor.worker.health.WorkerMeters;

/**
 * The worker's composition root. Started with {@code --environment NAME --store LOCATION --queue
 * URL|aws --model FOLDER --name NAME [--threads N] [--health-port N] [--listen ADDRESS] [--masters
 * FILE|dns:HOST:PORT] [--token-file FILE] [--parent none]}; announces itself, and the port where it
 * tells of its health, on standard output; drains on SIGTERM and leaves at once when whoever
 * started it dies, unless it is started alone, as in a container. Without {@code --masters} it
 * dials no master; the token in the file is the one of its metrics and of the masters.
 *
 * <p>Started with {@code --evidence --model FOLDER [--threads N]} it works for no environment: it
 * announces itself, answers each {@link stentor.protocol.program.EvidenceRequest} on its standard
 * input with an {@link stentor.protocol.program.EvidenceAnswer}, and ends with its input.
 *
 * <p>Exit status: 0 when told to end, 1 when model or job store cannot be used, 2 for a wrong
 * command line, 3 when the engine broke and a fresh process must take over.
 */
public final class WorkerProgram {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerProgram.class);
  private static final String EVIDENCE = "--evidence";
  private static final int MODEL_UNUSABLE = 1;
  private static final int WRONG_USAGE = 2;
  private static final int ENGINE_BROKE = 3;
  private static final long LEAVE_WITHIN_SECONDS = 3;

  private WorkerProgram() {}

  /** Runs the worker until it is told to end. */
  public static void main(String[] words) throws IOException, InterruptedException {
    List<String> given = List.of(words);
    boolean forEvidence = !given.isEmpty() && given.getFirst().equals(EVIDENCE);
    Arguments arguments;
    try {
      arguments = Arguments.of(forEvidence ? given.subList(1, given.size()) : given);
    } catch (IllegalArgumentException wrong) {
      System.err.println("worker: " + wrong.getMessage());
      System.exit(WRONG_USAGE);
      return;
    }
    if (forEvidence) {
      System.exit(tellEvidence(arguments));
      return;
    }
    System.exit(run(arguments, new Parent(System.in, System.out)));
  }

  /** Announces the model, then answers until its standard input ends. */
  private static int tellEvidence(Arguments arguments) throws IOException, InterruptedException {
    Parent parent = new Parent(System.in, System.out);
    Path folder = Path.of(arguments.required("model"));
    try (Engine engine = load(folder, arguments.number("threads", 1))) {
      parent.announce(Announcement.ready());
      new EvidenceDesk(engine, temporary(), () -> Runtime.getRuntime().halt(0))
          .serve(System.in, System.out);
      return 0;
    } catch (DocumentException unusable) {
      parent.announce(Announcement.failed(Failure.of(unusable.problem())));
      return MODEL_UNUSABLE;
    } catch (EngineException broken) {
      parent.announce(Announcement.failed(Failure.of(broken.problem())));
      return status(broken.problem());
    }
  }

  private static int status(EngineProblem problem) {
    return switch (problem) {
      case EngineProblem.RecognitionBroke ignored -> ENGINE_BROKE;
      case EngineProblem.UnknownEngine ignored -> MODEL_UNUSABLE;
      case EngineProblem.BadModel ignored -> MODEL_UNUSABLE;
      case EngineProblem.NativesMissing ignored -> MODEL_UNUSABLE;
    };
  }

  private static int run(Arguments arguments, Parent parent)
      throws IOException, InterruptedException {
    Stopping stopping = new Stopping();
    CountDownLatch ended = new CountDownLatch(1);
    if (!arguments.optional("parent").equals(Optional.of("none"))) {
      parent.whenLost(() -> leave(stopping, ended));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(stopping, ended), "drain"));
    Path folder = Path.of(arguments.required("model"));
    int threads = arguments.number("threads", 1);
    Clocks clocks = new Clocks(Clock.systemUTC(), System::nanoTime);
    EngineWatch watch = watch();
    try (Loaded loaded = load(folder, threads, watch, clocks);
        Masters masters = masters(arguments, loaded, stopping);
        SqsWorkQueue queue = SqsWorkQueue.open(arguments.required("queue"))) {
      EnvironmentName environment = new EnvironmentName(arguments.required("environment"));
      KnownClip clip = loaded.clip();
      WorkerMeters meters = new WorkerMeters(loaded.model().id(), watch);
      PartWorker worker =
          new PartWorker(
              arguments.required("name"),
              loaded.model(),
              new PartRecogniser(loaded.watched()),
              JobStores.open(arguments.required("store"), temporary(), clocks.wall()),
              clocks,
              stopping,
              audience(environment, loaded.model(), meters, queue, masters)::hear,
              WorkerProgram::endWedged);
      WorkLoop loop =
          new WorkLoop(
              environment,
              loaded.model().id(),
              queue,
              worker::work,
              clip::recogniseIfDue,
              stopping);
      loop.awaitQueues();
      try (HealthServer health =
          HealthServer.start(
              address(arguments),
              arguments.number("health-port", 0),
              token(arguments),
              () -> health(watch, meters, loaded.watched()),
              meters::scrape)) {
        parent.announce(Announcement.ready(health.port()));
        loop.run();
      }
      return 0;
    } catch (DocumentException | StoreException unusable) {
      parent.announce(Announcement.failed(Failure.of(unusable.problem())));
      return MODEL_UNUSABLE;
    } catch (EngineException broken) {
      LOG.error("The engine cannot go on", broken);
      parent.announce(Announcement.failed(Failure.of(broken.problem())));
      return status(broken.problem());
    } finally {
      ended.countDown();
    }
  }

  /** Where it tells of its health: here only, unless it is told otherwise. */
  private static InetAddress address(Arguments arguments) throws IOException {
    Optional<String> named = arguments.optional("listen");
    return named.isPresent()
        ? InetAddress.getByName(named.get())
        : InetAddress.getLoopbackAddress();
  }

  /** Folder for copies of what is in a bucket. */
  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static EngineWatch watch() {
    EngineWatch watch = new EngineWatch(System::nanoTime, WorkerProgram::endWedged);
    Thread.ofVirtual().name("engine-watch").start(() -> lookOverAndOver(watch));
    return watch;
  }

  private static void lookOverAndOver(EngineWatch watch) {
    try {
      while (true) {
        Thread.sleep(EngineWatch.LOOK_EVERY);
        watch.look();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static PartAudience audience(
      EnvironmentName environment,
      ModelDocument model,
      WorkerMeters meters,
      WorkQueue queue,
      Masters masters) {
    boolean withText = "1".equals(System.getenv(PartLog.TEXT_VARIABLE));
    QueueName dead = new QueueName(environment, model.id(), QueueName.Kind.DEAD);
    return new PartAudience(
        meters, new PartLog(model.id(), withText), new DeadLetters(queue, dead), masters::hear);
  }

  private static WorkerHealth health(EngineWatch watch, WorkerMeters meters, WatchedEngine engine) {
    Optional<String> doubt = watch.doubt();
    return new WorkerHealth(doubt.isEmpty(), meters.busy() || engine.busy(), doubt);
  }

  private static Optional<String> token(Arguments arguments) throws IOException {
    Optional<String> file = arguments.optional("token-file");
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(Files.readString(Path.of(file.get())).strip());
  }

  /**
   * The engine does not come back: the lease ends with this process, and a fresh one takes over.
   */
  private static void endWedged() {
    LOG.error("The engine is wedged: this worker ends");
    Runtime.getRuntime().halt(ENGINE_BROKE);
  }

  private static ModelDocument describe(Path folder) throws IOException {
    return Documents.read(folder.resolve(ModelDocument.FILE), ModelDocument.class);
  }

  private static Engine load(Path folder, int threads) throws IOException {
    ModelDocument model = describe(folder);
    Engines engines =
        new Engines(
            List.of(
                new MoonshineEngineProvider(),
                new VoskEngineProvider(),
                new WhisperEngineProvider(),
                new NoopEngineProvider()));
    long begun = System.nanoTime();
    Engine engine =
        engines.load(model.engine(), folder, new EngineSettings(threads, model.languages()));
    LOG.info(
        "Loaded {} {} on {} threads in {} ms",
        model.id(),
        model.version(),
        threads,
        (System.nanoTime() - begun) / 1_000_000);
    return engine;
  }

  private static Loaded load(Path folder, int threads, EngineWatch watch, Clocks clocks)
      throws IOException {
    ModelDocument model = describe(folder);
    Engine engine = load(folder, threads);
    WatchedEngine watched = new WatchedEngine(engine, watch, clocks.nanos());
    try {
      KnownClip clip = KnownClip.of(watched);
      // Before a master knows of this worker: the first to ask shall not wait for the first run.
      clip.recognise();
      return new Loaded(model, watched, clip);
    } catch (IOException | RuntimeException unusable) {
      engine.close();
      throw unusable;
    }
  }

  /** Told to end: what is being recognised is finished first. */
  private static void drain(Stopping stopping, CountDownLatch ended) {
    stopping.drain();
    try {
      ended.await();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whoever started us is gone, and the queues with it: nobody waits for what is being recognised.
   */
  private static void leave(Stopping stopping, CountDownLatch ended) {
    stopping.leave();
    try {
      if (!ended.await(LEAVE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private record Loaded(ModelDocument model, WatchedEngine watched, KnownClip clip)
      implements AutoCloseable {
    @Override
    public void close() {
      watched.close();
    }
  }

  /** Dials the masters, where the command line says how they are found. */
  private static Masters masters(Arguments arguments, Loaded loaded, Stopping stopping) {
    ModelDocument model = loaded.model();
    Optional<String> place = arguments.optional("masters");
    if (place.isEmpty()) {
      return new Masters(Optional.empty());
    }
    return new Masters(
        Optional.of(
            new MasterConnections(
                MasterList.of(place.get()),
                Path.of(arguments.required("token-file")),
                new WorkerMessage.Hello(arguments.required("name"), model.id(), model.version()),
                new SecureRandom(),
                new ProbeDesk(loaded.watched(), stopping::leaving))));
  }

  private record Masters(Optional<MasterConnections> connections) implements AutoCloseable {

    void hear(PartEvent event) {
      connections.ifPresent(each -> tell(each, event));
    }

    private static void tell(MasterConnections masters, PartEvent event) {
      switch (event) {
        case PartEvent.Recognised done ->
            masters.recognised(
                done.message(),
                new WorkerMessage.PartRecognised(
                    done.waitedSeconds(),
                    done.seconds(),
                    done.audioSeconds(),
                    done.segments().stream().mapToLong(said -> said.words().size()).sum()));
        case PartEvent.Ended ended -> masters.ended(ended.message(), ended.jobEnded());
        case PartEvent.Leased _,
            PartEvent.Attempted _,
            PartEvent.Failed _,
            PartEvent.GivenUp _,
            PartEvent.LetGo _ -> {}
      }
    }

    @Override
    public void close() {
      connections.ifPresent(MasterConnections::close);
    }
  }
}
