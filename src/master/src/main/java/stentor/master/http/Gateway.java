package stentor.master.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.queue.QueueException;
import stentor.jobs.store.JobStore;
import stentor.master.AdmissionProblem;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.master.connect.WorkerDirectory;
import stentor.master.decode.StreamDecoders;
import stentor.master.job.JobLog;
import stentor.master.language.Listeners;
import stentor.master.language.QuestionLoad;
import stentor.master.live.LiveStreams;
import stentor.master.metrics.EndedJobs;
import stentor.master.metrics.MasterMetrics;
import stentor.master.metrics.OpenJobs;
import stentor.master.prepare.Notices;
import stentor.master.prepare.PreparingQueue;
import stentor.master.prepare.Router;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.ServedModels.ServedModel;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.protocol.openai.ModelList;
import stentor.protocol.program.MasterHealth;
import stentor.speech.audio.AudioException;

/**
 * The HTTP server of the master. Every request is handled on a virtual thread; uploads are spooled
 * to disk beyond a megabyte.
 */
public final class Gateway implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** Clients that wait for a job that was cancelled shall still hear of it. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  /** Who hears text while it is recognised shall hear why there is no more. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Javalin server;
  private final Admission admission;
  private final JobEventStream events;
  private final TranscriptionStream stream;
  private final KaldiRoutes kaldi;
  private final Departure departure;

  private Gateway(
      Javalin server,
      Departure departure,
      Admission admission,
      JobEventStream events,
      TranscriptionStream stream,
      KaldiRoutes kaldi) {
    this.kaldi = kaldi;
    this.departure = departure;
    this.server = server;
    this.admission = admission;
    this.events = events;
    this.stream = stream;
  }

  /**
   * What answers requests.
   *
   * @param store where jobs are
   * @param preparing takes accepted jobs
   * @param notices wake who waits for a job
   * @param workers those that are connected
   * @param admission refuses what is too much
   * @param metrics counts requests and jobs
   * @param openJobs counts what is accepted
   * @param endedJobs counts what has ended
   * @param listeners recognise while somebody speaks
   * @param asked counts what they are asked
   * @param streamDecoders decode what is streamed in containers
   * @param readiness empty while jobs can be accepted, else why not
   */
  public record Services(
      JobStore store,
      Router router,
      PreparingQueue preparing,
      Notices notices,
      WorkerDirectory workers,
      Admission admission,
      MasterMetrics metrics,
      OpenJobs openJobs,
      EndedJobs endedJobs,
      Listeners listeners,
      QuestionLoad asked,
      StreamDecoders streamDecoders,
      Readiness readiness,
      Clock clock,
      RandomGenerator random) {

    private Acceptance acceptance() {
      return new Acceptance(store, router, clock, random, this::accepted);
    }

    private Transcriptions transcriptions(Acceptance acceptance, TranscriptionStream stream) {
      return new Transcriptions(acceptance, admission, preparing, waiter(), stream, endedJobs);
    }

    private OutcomeWaiter waiter() {
      return new OutcomeWaiter(store, notices, model -> workers.connected(model) > 0);
    }

    private LiveStreams streams() {
      return new LiveStreams(
          store,
          router,
          listeners,
          admission::check,
          workers::count,
          clock,
          random,
          this::accepted,
          this::ended);
    }

    private KaldiRoutes kaldi(Acceptance acceptance) {
      return new KaldiRoutes(
          streams(),
          streamDecoders,
          new StatusSocket(workers::connected, endedJobs::count),
          new Recognitions(store, acceptance, admission, preparing, waiter(), endedJobs),
          new ReferenceTexts(store, admission, clock));
    }

    private JobRoutes jobs(Acceptance acceptance, JobEventStream events) {
      return new JobRoutes(
          new Jobs(store, acceptance, admission, preparing, this::ended, clock),
          new JobAudio(store),
          events);
    }

    private WorkerSocket workerSocket() {
      return new WorkerSocket(
          workers,
          part -> {
            notices.tell(part.job());
            if (part.jobEnded()) {
              endedJobs.ended(part.job());
            }
          },
          metrics::recognised);
    }

    private void accepted(JobRequest job) {
      openJobs.accepted();
      metrics.accepted();
      JobLog.of(LOG.atInfo(), job).addKeyValue("bytes", job.bytes()).log("Job accepted");
    }

    private void ended(JobId job) {
      notices.tell(job);
      endedJobs.ended(job);
    }
  }

  /**
   * Where a master listens.
   *
   * @param address of a network interface of this computer
   * @param port TCP port there, 0 for any that is free
   * @param hosts by what names it is reached, beside those of loopback: a browser that was led here
   *     by another name is refused
   */
  public record Door(String address, int port, Set<String> hosts) {

    private static final String LOOPBACK = "127.0.0.1";

    /** Copies the set. */
    public Door {
      hosts = Set.copyOf(hosts);
    }

    /** One that no other computer reaches. */
    public static Door onLoopback(int port) {
      return new Door(LOOPBACK, port, Set.of());
    }
  }

  /**
   * Starts to listen.
   *
   * @param door where it listens
   * @param tokens who carries one of them is let in
   * @param spool folder for uploads while they arrive
   * @throws io.javalin.util.JavalinBindException if the port is taken
   */
  public static Gateway start(Door door, AccessTokens tokens, Path spool, Services services) {
    Doorkeeper doorkeeper = new Doorkeeper(tokens, door.hosts());
    Tracing tracing = new Tracing(services.random());
    Acceptance acceptance = services.acceptance();
    TranscriptionStream stream =
        new TranscriptionStream(
            services.store(), new JobFollower(services.notices(), EventPace.USUAL));
    Transcriptions transcriptions = services.transcriptions(acceptance, stream);
    JobEventStream events =
        new JobEventStream(services.store(), new JobFollower(services.notices(), EventPace.USUAL));
    JobRoutes jobs = services.jobs(acceptance, events);
    WorkerSocket workers = services.workerSocket();
    KaldiRoutes kaldi = services.kaldi(acceptance);
    Departure departure = new Departure();
    Javalin server =
        Javalin.create(
            config -> {
              RequestLimits.set(config, spool);
              problems(config, services.metrics(), departure);
              measured(config, services.metrics());
              config.routes.before(tracing::begin);
              config.routes.before(doorkeeper::check);
              config.routes.before(RequestLimits::checkSize);
              config.routes.wsBeforeUpgrade(tracing::begin);
              config.routes.wsBeforeUpgrade(doorkeeper::check);
              config.routes.wsBeforeUpgrade(RequestLimits::checkAddress);
              config.routes.post("/v1/audio/transcriptions", transcriptions::handle);
              jobs.register(config.routes);
              config.routes.post("/v1/audio/translations", Gateway::translations);
              config.routes.get("/v1/models", context -> models(context, services.router()));
              config.routes.get("/v1/models/{id}", context -> model(context, services.router()));
              config.routes.ws("/worker/connect", workers::configure);
              kaldi.register(config.routes);
              config.routes.get(
                  "/metrics",
                  context ->
                      context
                          .contentType(MasterMetrics.CONTENT_TYPE)
                          .result(services.metrics().scrape()));
              config.routes.get("/health/live", context -> live(context, kaldi, services.asked()));
              config.routes.get("/health/ready", context -> ready(context, services.readiness()));
            });
    return new Gateway(
        server.start(door.address(), door.port()),
        departure,
        services.admission(),
        events,
        stream,
        kaldi);
  }

  /** The TCP port it listens on. */
  public int port() {
    return server.port();
  }

  /** Waits a moment for the requests that are about to be answered, then ends the others. */
  @Override
  public void close() {
    departure.begin();
    kaldi.close();
    events.close();
    try {
      admission.awaitEmpty(FAREWELL);
      stream.end(LAST_WORDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    server.stop();
  }

  private static void measured(JavalinConfig config, MasterMetrics metrics) {
    config.requestLogger.http(
        (context, milliseconds) ->
            metrics.answered(
                context.method().name(),
                Optional.ofNullable(context.endpoints().matchedHttpEndpoint())
                    .map(endpoint -> endpoint.path),
                context.statusCode(),
                Duration.ofNanos(Math.round(milliseconds * 1e6))));
  }

  private static void problems(JavalinConfig config, MasterMetrics metrics, Departure departure) {
    config.routes.exception(
        Exception.class,
        (cause, context) -> {
          Exception problem = departure.told(cause);
          log(problem, context, metrics);
          ErrorAnswer.of(problem).write(context);
          if (problem instanceof InterruptedException) {
            Thread.currentThread().interrupt();
          }
        });
    config.routes.exception(
        HttpResponseException.class, (answer, context) -> refused(answer, context).write(context));
  }

  private static void log(Exception problem, Context context, MasterMetrics metrics) {
    switch (problem) {
      case MasterException refused -> {
        if (refused.problem() instanceof AdmissionProblem full) {
          metrics.rejected(full.code());
        }
      }
      case AudioException _, QueueException _, InterruptedException _ -> {}
      case HttpException server when ErrorAnswer.isClientsFault(server) -> {}
      case DocumentException damaged ->
          LOG.error("A document of the job store is damaged", damaged);
      case IOException failed -> LOG.error("The job store failed", failed);
      default -> LOG.error("A defect while answering {}", context.path(), problem);
    }
  }

  /** What the server itself refuses. */
  private static ErrorAnswer refused(HttpResponseException answer, Context context) {
    String method = context.method().name();
    return switch (answer.getStatus()) {
      case 404 ->
          ErrorAnswer.of(new MasterException(new MasterProblem.UnknownUrl(method, context.path())));
      case 405 ->
          ErrorAnswer.of(
              new MasterException(new MasterProblem.MethodNotSupported(method, context.path())));
      default ->
          ErrorAnswer.of(
              answer.getStatus(),
              String.valueOf(answer.getMessage()),
              Optional.empty(),
              "http_" + answer.getStatus());
    };
  }

  private static void models(Context context, Router router) {
    List<ModelList.Model> models = router.models().stream().map(Gateway::told).toList();
    context.contentType("application/json").result(Documents.write(ModelList.of(models)));
  }

  private static void model(Context context, Router router) {
    String id = context.pathParam("id");
    ModelList.Model model =
        router.models().stream()
            .filter(one -> one.id().equals(id))
            .map(Gateway::told)
            .findFirst()
            .orElseThrow(
                () ->
                    new MasterException(
                        new MasterProblem.ModelNotFound(id, List.copyOf(router.ids()))));
    context.contentType("application/json").result(Documents.write(model));
  }

  private static ModelList.Model told(ServedModel model) {
    return new ModelList.Model(model.id(), "model", model.createdSeconds(), "stentor");
  }

  private static void translations(Context context) {
    throw new MasterException(new MasterProblem.TranslationNotSupported());
  }

  private static void live(Context context, KaldiRoutes kaldi, QuestionLoad asked) {
    context
        .contentType("application/json")
        .result(Documents.write(new MasterHealth(true, kaldi.talking(), asked.lately())));
  }

  private static void ready(Context context, Readiness readiness) {
    Optional<String> reason = readiness.problem();
    if (reason.isPresent()) {
      context.status(503).result(reason.get() + "\n");
    } else {
      context.result("ready\n");
    }
  }

  /** Tells whether jobs can be accepted. */
  @FunctionalInterface
  public interface Readiness {

    /** Why none can be accepted; empty where they can. */
    Optional<String> problem();
  }
}
