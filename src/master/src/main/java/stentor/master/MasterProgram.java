package stentor.master;

import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stentor.jobs.lifecycle.JobJoiner;
import stentor.jobs.lifecycle.PartDispatcher;
import stentor.jobs.lifecycle.Sweeper;
import stentor.jobs.queue.QueueException;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.SqsWorkQueue;
import stentor.jobs.queue.WorkQueue;
import stentor.jobs.store.JobStore;
import stentor.jobs.store.JobStores;
import stentor.master.connect.WorkerDirectory;
import stentor.master.decode.DecoderProgram;
import stentor.master.decode.Decoders;
import stentor.master.decode.StreamDecoders;
import stentor.master.http.AccessTokens;
import stentor.master.http.Admission;
import stentor.master.http.AdmissionLimits;
import stentor.master.http.Gateway;
import stentor.master.http.NamedTokensFile;
import stentor.master.language.ConnectedListeners;
import stentor.master.language.LanguageFinder;
import stentor.master.language.Listeners;
import stentor.master.language.QuestionLoad;
import stentor.master.metrics.EndedJobs;
import stentor.master.metrics.MasterMetrics;
import stentor.master.metrics.OpenJobs;
import stentor.master.metrics.Sampler;
import stentor.master.prepare.Notices;
import stentor.master.prepare.Preparer;
import stentor.master.prepare.PreparingQueue;
import stentor.master.prepare.Router;
import stentor.master.prepare.ServedModelsFile;
import stentor.master.prepare.Urgency;
import stentor.master.webhook.WebhookDelivery;
import stentor.master.webhook.WebhookPace;
import stentor.protocol.access.NamedTokens;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.file.IoReason;
import stentor.protocol.job.Failure;
import stentor.protocol.program.Announcement;
import stentor.protocol.program.Arguments;
import stentor.protocol.program.Dist;
import stentor.protocol.program.Parent;

/**
 * The master's composition root. Started with {@code --environment NAME --store LOCATION --queue
 * URL|aws --port N --token-file FILE --served FILE [--tokens FILE] [--name NAME] [--listen ADDRESS]
 * [--hosts NAMES] [--parent none]}; announces itself on standard output; leaves when whoever
 * started it dies, unless it is started alone, as in a container. {@code --decode [--ffmpeg
 * FOLDER]} makes it a decoder instead, a child of a master.
 *
 * <p>Exit status: 0 when told to end, 1 when it cannot serve (announced), 2 for a wrong command
 * line.
 */
public final class MasterProgram {

  private static final int CANNOT_SERVE = 1;
  private static final int WRONG_USAGE = 2;
  private static final int MOST_DECODERS = 2;

  /** More than are decoded at once: where the language is found out, workers work, not this. */
  private static final int MOST_PREPARED_AT_ONCE = 6;

  private static final Duration SWEEP_EVERY = Duration.ofSeconds(30);
  private static final int MOST_WORKERS = 1000;
  private static final String FIRST_MASTER = "master-1";

  /** So many recordings that are stored at once are more than come one by one. */
  private static final int BUSY = 2;

  private static final long LEAVE_WITHIN_SECONDS = 3;

  private MasterProgram() {}

  /** Runs the master until it is told to end. */
  public static void main(String[] words) throws IOException, InterruptedException {
    List<String> line = List.of(words);
    boolean decode = !line.isEmpty() && line.getFirst().equals("--decode");
    Arguments arguments;
    try {
      arguments = Arguments.of(decode ? line.subList(1, line.size()) : line);
    } catch (IllegalArgumentException wrong) {
      System.err.println("master: " + wrong.getMessage());
      System.exit(WRONG_USAGE);
      return;
    }
    if (decode) {
      new DecoderProgram(
              arguments.optional("ffmpeg").map(Path::of), () -> Runtime.getRuntime().halt(0))
          .serve(System.in, System.out);
      return;
    }
    System.exit(run(arguments, new Parent(System.in, System.out)));
  }

  /** The tokens that have names; none where no file of them is named. */
  private static Supplier<NamedTokens> named(Arguments arguments) {
    return arguments
        .optional("tokens")
        .<Supplier<NamedTokens>>map(file -> new NamedTokensFile(Path.of(file)))
        .orElse(() -> NamedTokens.NONE);
  }

  /** Nobody else's computer reaches a master, unless it is told to listen elsewhere. */
  private static Gateway.Door door(Arguments arguments) {
    Gateway.Door loopback = Gateway.Door.onLoopback(arguments.number("port", 0));
    return new Gateway.Door(
        arguments.optional("listen").orElse(loopback.address()),
        loopback.port(),
        arguments.optional("hosts").stream()
            .flatMap(hosts -> Stream.of(hosts.split(",")))
            .filter(host -> !host.isBlank())
            .collect(Collectors.toSet()));
  }

  /** Folder for copies of what is in a bucket. */
  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static int run(Arguments arguments, Parent parent)
      throws IOException, InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    if (!arguments.optional("parent").equals(Optional.of("none"))) {
      parent.whenLost(() -> leave(told, ended));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(told, ended), "end"));
    try {
      serve(arguments, parent, told);
      return 0;
    } catch (JavalinBindException taken) {
      parent.announce(
          Announcement.failed(
              new Failure(
                  "port_taken",
                  "Port " + arguments.required("port") + " is used by another program.")));
      return CANNOT_SERVE;
    } finally {
      ended.countDown();
    }
  }

  private static void serve(Arguments arguments, Parent parent, CountDownLatch told)
      throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    String token = Files.readString(Path.of(arguments.required("token-file"))).strip();
    EnvironmentName environment = new EnvironmentName(arguments.required("environment"));
    String name = arguments.optional("name").orElse(FIRST_MASTER);
    JobStore store = JobStores.open(arguments.required("store"), temporary(), clock);
    Router router = new Router(new ServedModelsFile(Path.of(arguments.required("served"))));
    WorkerDirectory workers = new WorkerDirectory(MOST_WORKERS);
    Notices notices = new Notices();
    JobJoiner joiner = new JobJoiner(store, clock);
    OpenJobs openJobs = new OpenJobs(store);
    Admission admission =
        new Admission(
            AdmissionLimits.DEFAULT,
            openJobs::count,
            () -> Files.getFileStore(store.scratch()).getUsableSpace());
    try (SqsWorkQueue queue = SqsWorkQueue.open(arguments.required("queue"));
        Decoders decoders = new Decoders(decoderCommand(), MOST_DECODERS, Decoders.LEAST_TIME);
        MasterMetrics metrics = new MasterMetrics(router::ids, workers::connected);
        Background background = new Background()) {
      decoders.warmUp(store.scratch());
      metrics.gauge(
          "stentor.open.jobs", "Accepted jobs that have not ended", openJobs, OpenJobs::count);
      EndedJobs endedJobs = new EndedJobs(store, metrics);
      QuestionLoad asked = new QuestionLoad(System::nanoTime);
      Listeners listeners =
          new ConnectedListeners(workers, asked, ConnectedListeners.byQueue(environment, queue));
      Preparer preparer =
          new Preparer(
              store,
              decoders,
              router,
              new LanguageFinder(listeners),
              new PartDispatcher(environment, store, queue, clock),
              joiner,
              clock,
              name,
              job -> {
                notices.tell(job);
                endedJobs.ended(job);
              },
              metrics::recognised);
      openJobs.look();
      try (PreparingQueue preparing =
              new PreparingQueue(
                  preparer,
                  MOST_PREPARED_AT_ONCE,
                  () -> admission.storing() > BUSY,
                  Thread::sleep);
          Gateway gateway =
              Gateway.start(
                  door(arguments),
                  new AccessTokens(token, named(arguments)),
                  store.scratch(),
                  new Gateway.Services(
                      store,
                      router,
                      preparing,
                      notices,
                      workers,
                      admission,
                      metrics,
                      openJobs,
                      endedJobs,
                      listeners,
                      asked,
                      new StreamDecoders(
                          Dist.ofThisProcess().ffmpeg(), StreamDecoders.MOST_PROCESSES),
                      () -> readiness(environment, store, queue, router),
                      clock,
                      new SecureRandom()))) {
        background.run("ended-jobs", endedJobs::run);
        background.run("heap", HeapReturn.ofThisProcess()::run);
        background.run(
            "webhooks",
            new WebhookDelivery(
                    store, token, UUID.randomUUID().toString(), clock, WebhookPace.USUAL)
                ::run);
        // A master that was started again under its name has the duty at once.
        Sweeper sweeper =
            new Sweeper(
                environment,
                store,
                queue,
                request -> preparing.add(request.id(), Urgency.BACKGROUND),
                clock,
                name,
                SWEEP_EVERY);
        background.run("sweeper", () -> sweeper.run(() -> false, Thread::sleep));
        background.run(
            "sampler", new Sampler(environment, queue, openJobs, router::ids, metrics)::run);
        parent.announce(Announcement.ready(gateway.port()));
        told.await();
      }
    }
  }

  /** Ready when store and queue answer, with no worker too. */
  private static Optional<String> readiness(
      EnvironmentName environment, JobStore store, WorkQueue queue, Router router) {
    try {
      store.open();
      router.models().stream()
          .findFirst()
          .ifPresent(
              model -> queue.depth(new QueueName(environment, model.id(), QueueName.Kind.SHORT)));
      return Optional.empty();
    } catch (IOException failed) {
      return Optional.of("The job store does not answer: " + IoReason.of(failed));
    } catch (QueueException unavailable) {
      return Optional.of(unavailable.problem().sentence());
    }
  }

  /** A decoder is this program again, with a heap that no recording can outgrow. */
  private static List<String> decoderCommand() {
    Dist dist = Dist.ofThisProcess();
    List<String> command = new ArrayList<>();
    command.add(dist.java().toString());
    if (!Dist.inTraining()) {
      command.addAll(dist.cacheOptions("master"));
    }
    command.addAll(
        List.of(
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Xlog:disable",
            "-cp",
            System.getProperty("java.class.path"),
            MasterProgram.class.getName(),
            "--decode"));
    dist.ffmpeg().ifPresent(folder -> command.addAll(List.of("--ffmpeg", folder.toString())));
    return command;
  }

  /**
   * Whoever started us is gone, and the queues with it: requests that wait end with the connection.
   */
  private static void leave(CountDownLatch told, CountDownLatch ended) {
    told.countDown();
    try {
      if (!ended.await(LEAVE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(0);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(CountDownLatch told, CountDownLatch ended) {
    told.countDown();
    try {
      ended.await();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
