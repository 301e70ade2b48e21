package stentor.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stentor.cli.terminal.Screen;
import stentor.cli.terminal.Terminal;
import stentor.control.Endpoint;
import stentor.control.Environments;
import stentor.control.ModelSource;
import stentor.control.Platform;
import stentor.control.cloud.CloudCredentials;
import stentor.control.library.EvidenceSource;
import stentor.control.library.LocalModels;
import stentor.control.library.WorkerEvidence;
import stentor.control.plan.StepReport;
import stentor.control.secret.AccessKeys;
import stentor.models.StentorHome;
import stentor.models.library.ModelLibrary;
import stentor.protocol.environment.CloudIdentity;
import stentor.protocol.environment.CredentialKind;
import stentor.speech.transcript.Transcript;

/**
 * The command line with captured streams, a platform in memory and a small HTTP server as master,
 * which answers by the name of the file it is sent.
 */
public final class Laboratory implements AutoCloseable {

  private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");

  /** What the master says to a file: status and body. Status 0: it closes the connection. */
  public record Reply(int status, String body, int delayMilliseconds) {}

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final StentorHome home;
  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
  private final Map<String, Reply> jobReplies = new ConcurrentHashMap<>();

  /** Calls about jobs that the master had, as {@code METHOD path?query}. */
  public final List<String> jobCalls = new CopyOnWriteArrayList<>();

  /** The screen that a person sees both streams on; absent: there is none. */
  public Optional<Screen> screen = Optional.empty();

  /** What the time is. */
  public Clock clock = Clock.systemUTC();

  /** Bodies that the master was sent. */
  public final List<String> requests = new CopyOnWriteArrayList<>();

  /** The platform. */
  public final PlatformDouble platform;

  /** How often the master says of itself that it is not ready. */
  public final AtomicInteger notReady = new AtomicInteger();

  /** Lets the master wait before it answers to any file. */
  public volatile Gate gate = file -> {};

  /** What may keep a request. */
  @FunctionalInterface
  public interface Gate {
    /** Returns when the file may be answered. */
    void pass(String fileName) throws InterruptedException;
  }

  /** What commands waited for; no time passes. */
  public final List<Duration> pauses = new CopyOnWriteArrayList<>();

  /** Runs models over recordings. */
  public EvidenceSource evidence = new WorkerEvidence(Optional.empty(), Path.of("nowhere"));

  /** Who the cloud takes us for. */
  public CloudIdentity identity =
      new CloudIdentity(
          "000000000042",
          "arn:aws:iam::000000000042:user/researcher",
          CredentialKind.ENVIRONMENT,
          Optional.empty(),
          Optional.empty());

  private final CloudCredentials credentials = profile -> identity;

  /** Stentor's folder. */
  public StentorHome home() {
    return home;
  }

  /** What the last command wrote. */
  public String out = "";

  /** What the last command wrote besides its answer. */
  public String err = "";

  /** What a person answers; empty: there is no person. */
  public String typed = "";

  public Laboratory(Path folder) throws IOException {
    home = new StentorHome(folder.resolve("home"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/v1/audio/transcriptions",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(body);
          Matcher file = FILE.matcher(body);
          String name = file.find() ? file.group(1) : "";
          Reply reply = next(name);
          pause(name, reply.delayMilliseconds());
          if (reply.status() == 0) {
            exchange.close();
            return;
          }
          exchange.getResponseHeaders().add("Retry-After", "7");
          byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(reply.status(), bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.createContext(
        "/v1/jobs",
        exchange -> {
          String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          jobCalls.add(call);
          Reply reply =
              jobReplies.getOrDefault(call, refused(404, "job_not_found", "There is no such job."));
          byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(reply.status(), bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.createContext(
        "/health/ready",
        exchange -> {
          boolean ready = notReady.getAndUpdate(left -> Math.max(0, left - 1)) == 0;
          exchange.sendResponseHeaders(ready ? 200 : 503, -1);
          exchange.close();
        });
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    platform = new PlatformDouble(new Endpoint(address, "token-1"), folder.resolve("logs"));
  }

  /** A slow answer is the point of one test: that order does not depend on it. */
  private void pause(String fileName, int milliseconds) {
    try {
      gate.pass(fileName);
      Thread.sleep(milliseconds);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** A transcript with this text, in one segment of one second. */
  public static Reply said(String text) {
    return new Reply(200, document(text, ""), 0);
  }

  /** The document with this text and this flag (empty: none); incomplete: the text is a gap. */
  public static String document(String text, String flag) {
    String flags = flag.isEmpty() ? "" : "\"" + flag + "\"";
    return """
    {"task":"transcribe","language":"english","duration":1.0,"text":"%s","segments":[{"id":0,\
    "seek":0,"start":0.0,"end":1.0,"text":"%s","tokens":[],"temperature":0.0}],"words":[],"stentor":{\
    "job":"01980000-0000-7000-8000-000000000000","model":"first","attempts":1,\
    "languageTag":"en","timings":{"accepted":0.0,"total":0.1},"flags":[%s],\
    "segments":[{"language":"en","gap":%s}],"words":[]}}\
    """
        .formatted(text, text, flags, flag.equals(Transcript.INCOMPLETE));
  }

  /** An error as the master tells it. */
  public static Reply refused(int status, String code, String message) {
    return new Reply(
        status,
        "{\"error\":{\"message\":\"%s\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"%s\"}}"
            .formatted(message, code),
        0);
  }

  /** Lets the master answer this to a file of this name: one after the other, then the last. */
  public void reply(String fileName, Reply... inTurn) {
    replies.put(fileName, new ConcurrentLinkedDeque<>(List.of(inTurn)));
  }

  /** Lets the master answer this to a call about jobs, written as {@link #jobCalls} has it. */
  public void replyToJobCall(String call, int status, String body) {
    jobReplies.put(call, new Reply(status, body, 0));
  }

  private Reply next(String fileName) {
    Deque<Reply> left = replies.getOrDefault(fileName, new ArrayDeque<>(List.of(said("?"))));
    return left.size() > 1 ? left.removeFirst() : left.getFirst();
  }

  /** Runs a command and returns its exit status. */
  public int run(String... words) {
    StringWriter answer = new StringWriter();
    StringWriter besides = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(answer),
            new PrintWriter(besides),
            new BufferedReader(new StringReader(typed)),
            screen,
            screen,
            !typed.isEmpty());
    Services services =
        new Services(
            home,
            new Environments(platform, new Models(), Clock.systemUTC()),
            place -> credentials,
            AccessKeys.withoutKeychain(home.root().resolve("credentials"), clock),
            () -> ModelLibrary.of(home, Map.of()),
            new LocalModels(() -> ModelLibrary.of(home, Map.of()), evidence, clock),
            pauses::add,
            clock);
    int status = CommandTree.run(new Session(terminal, services), List.of(words));
    out = answer.toString();
    err = besides.toString();
    return status;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static final class Models implements ModelSource {
    @Override
    public String defaultModel() {
      return "first";
    }

    @Override
    public List<String> known() {
      return List.of("first", "second");
    }

    @Override
    public Offer offer(String id) {
      return new Offer(new Platform.ModelVersion(id, "1"), true, 0, Optional.empty());
    }

    @Override
    public boolean isInstalled(Platform.ModelVersion model) {
      return true;
    }

    @Override
    public Platform.ModelVersion install(String id, StepReport report) {
      return new Platform.ModelVersion(id, "1");
    }
  }
}
