package stentor.simulator.door;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.simulator.fault.Fault;
import stentor.simulator.fault.Faults;
import stentor.simulator.stack.Stacks;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireProtocol;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.World;

/**
 * The HTTP server of the simulator, on loopback: hands each request to the service that its
 * signature names, and lets go wrong what shall. Every request is handled on a virtual thread.
 */
public final class Door implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final long MOST_BYTES = 256L * 1024 * 1024;
  private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

  private final World world;
  private final List<WireService> services;
  private final Calls calls = new Calls();
  private final Users users = new Users();
  private final FaultyRequests faulty;
  private final Javalin server;
  private volatile long lastAskedNanos = System.nanoTime();

  private Door(int port, World world, Stacks stacks, Faults faults, List<WireService> services) {
    this.world = world;
    this.services = List.copyOf(services);
    this.faulty = new FaultyRequests(faults, world.account());
    this.server =
        Javalin.create(
                config -> {
                  config.concurrency.useVirtualThreads = true;
                  config.startup.showJavalinBanner = false;
                  config.http.maxRequestSize = MOST_BYTES;
                  config.http.compressionStrategy = CompressionStrategy.NONE;
                  config.jetty.modifyHttpConfiguration(
                      http -> {
                        http.setHeaderCacheCaseSensitive(true);
                        http.setSendDateHeader(false);
                        http.setSendServerVersion(false);
                      });
                  config.routes.before(_ -> lastAskedNanos = System.nanoTime());
                  new ControlDoor(world, stacks, faults, calls, users).register(config.routes);
                  for (String path : List.of("/", "/<path>")) {
                    config.routes.get(path, this::handle);
                    config.routes.post(path, this::handle);
                    config.routes.put(path, this::handle);
                    config.routes.delete(path, this::handle);
                    config.routes.head(path, this::handle);
                    config.routes.patch(path, this::handle);
                  }
                })
            .start("127.0.0.1", port);
  }

  /**
   * Starts to listen.
   *
   * @param port TCP port on loopback, 0 for any that is free
   * @throws io.javalin.util.JavalinBindException if the port is taken
   */
  public static Door open(
      int port, World world, Stacks stacks, Faults faults, List<WireService> services) {
    return new Door(port, world, stacks, faults, services);
  }

  /** Whether nobody has asked anything for so long, in real time, and nobody lives who may. */
  public boolean isQuiet(Duration time) {
    return System.nanoTime() - lastAskedNanos >= time.toNanos() && !users.isAnyAlive();
  }

  /** The TCP port it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void handle(Context context) throws InterruptedException {
    String requestId = UUID.randomUUID().toString();
    Instant now = faulty.now(world.clock().real().instant());
    WireRequest request = bare(context);
    try {
      Signature signature = Signature.of(request.headers(), request.query());
      request = signed(request, signature);
      WireService service = service(request);
      String name = name(service, request);
      String action = service.action(request);
      calls.count(name, action);
      Thread.sleep(faulty.delay(request, name, action));
      Optional<Fault> cut = faulty.cut(request, name, action);
      if (cut.isPresent() && !cut.get().when().orElse("before").equals("after")) {
        cut(context);
        return;
      }
      signature.check(now);
      faulty.check(request, name, action);
      WireAnswer answer = ask(service, request);
      if (cut.isPresent()) {
        cut(context);
        return;
      }
      write(context, answer, requestId, now);
    } catch (WireFault refused) {
      write(context, WireProtocol.of(request).refusal(refused, requestId), requestId, now);
    } catch (RuntimeException defect) {
      LOG.error("A defect while answering {} {}", request.method(), request.path(), defect);
      WireFault told =
          new WireFault(500, "InternalFailure", "The simulator has a defect: " + defect);
      write(context, WireProtocol.of(request).refusal(told, requestId), requestId, now);
    }
  }

  /** The client sees its connection end without an answer. */
  private static void cut(Context context) {
    ServletContextRequest.getServletContextRequest(context.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }

  private WireAnswer ask(WireService service, WireRequest request) {
    return service.alone()
        ? world.atomically(() -> service.answer(request))
        : service.answer(request);
  }

  private WireService service(WireRequest request) {
    Optional<WireService> found =
        services.stream()
            .filter(
                one ->
                    request.signingName().isEmpty()
                        ? one.takesUnsigned(request)
                        : one.signingNames().contains(request.signingName()))
            .findFirst();
    return found.orElseThrow(
        () ->
            request.signingName().isEmpty()
                ? new WireFault(403, "MissingAuthenticationToken", "Missing Authentication Token")
                : new WireFault(
                    404,
                    "UnknownService",
                    "The simulator has no service " + request.signingName()));
  }

  private static String name(WireService service, WireRequest request) {
    return request.signingName().isEmpty()
        ? service.signingNames().stream().sorted().findFirst().orElse("")
        : request.signingName();
  }

  private static WireRequest bare(Context context) {
    Map<String, String> headers = new HashMap<>();
    context.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new WireRequest(
        context.method().name(),
        context.req().getRequestURI(),
        context.queryParamMap(),
        headers,
        context.bodyAsBytes(),
        "",
        "",
        "");
  }

  private static WireRequest signed(WireRequest request, Signature signature) {
    return new WireRequest(
        request.method(),
        request.path(),
        request.query(),
        request.headers(),
        request.body(),
        signature.service(),
        signature.region(),
        signature.accessKey());
  }

  private static void write(Context context, WireAnswer answer, String requestId, Instant now) {
    context.status(answer.status());
    context.header("Date", HTTP_DATE.format(now.atOffset(ZoneOffset.UTC)));
    context.header("x-amzn-RequestId", requestId);
    answer.headers().forEach(context::header);
    context.result(answer.body());
  }
}
