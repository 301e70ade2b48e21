package stentor.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.robot.Robot;
import org.HdrHistogram.Histogram;
import stentor.app.navigation.Screen;
import stentor.app.testing.Fx;
import stentor.control.event.EventStream;
import stentor.control.journal.JournalTail;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.Queue;
import stentor.protocol.environment.StatusDocument.ServedModelStatus;
import stentor.protocol.json.Documents;

/**
 * Replays the journal and the status of an environment that came up once ({@code
 * recorded-up.jsonl}, {@code recorded-status.json}) into the app's open window, with a changed
 * status as often as an event, while the first screen, the timeline and the overview are shown in
 * turn.
 *
 * <p>{@code input SECONDS}: 50 events a second; every 150 ms a key is pressed, and it is measured
 * how long it takes from then until the end of the pulse that paints what came of it, waiting in
 * all queues included.
 *
 * <p>{@code memory SECONDS EVENTS}: so many events in that time; prints PSS and RSS along the way
 * (Linux).
 */
final class ReplayProgram {

  private static final int EVENTS_A_SECOND = 50;

  /** How often each line of progress is told, so that a change takes a minute. */
  private static final int PROGRESS = 500;

  private static final long KEY_EVERY_MILLIS = 150;
  private static final long SCREEN_EVERY_MILLIS = 10_000;
  private static final long WARM_UP_MILLIS = 45_000;
  private static final List<KeyCode> KEYS =
      List.of(
          KeyCode.TAB,
          KeyCode.DOWN,
          KeyCode.TAB,
          KeyCode.UP,
          KeyCode.RIGHT,
          KeyCode.TAB,
          KeyCode.DOWN);
  private static final List<Screen> SCREENS =
      List.of(
          new Screen.Environments(),
          new Screen.Change(FilledApp.COMING),
          new Screen.Overview(FilledApp.MEETINGS));

  private final FilledApp app;
  private final List<String> journal;
  private final StatusDocument status;
  private final int eventsASecond;
  private final AtomicLong events = new AtomicLong();
  private volatile boolean ended;

  private ReplayProgram(int eventsASecond) throws Exception {
    this.eventsASecond = eventsASecond;
    Path home = Files.createTempDirectory("stentor-replay");
    journal = new String(resource("recorded-up.jsonl"), StandardCharsets.UTF_8).lines().toList();
    status = Documents.read(resource("recorded-status.json"), StatusDocument.class);
    app = Fx.on(() -> new FilledApp(home, true));
    Path file = home.resolve("journal.jsonl");
    app.platform.followed = stream -> replay(stream, file);
    Thread.ofPlatform().daemon(true).name("statuses").start(this::changeStatuses);
  }

  private static byte[] resource(String name) throws IOException {
    try (var in = Objects.requireNonNull(ReplayProgram.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }

  /** Measures. */
  public static void main(String[] words) throws Exception {
    boolean _ = Fx.start();
    long seconds = Long.parseLong(words[1]);
    switch (words[0]) {
      case "input" -> new ReplayProgram(EVENTS_A_SECOND).input(seconds);
      case "memory" -> {
        long wanted = Long.parseLong(words[2]);
        new ReplayProgram((int) Math.ceilDiv(wanted, seconds)).memory(seconds);
      }
      default -> throw new IllegalArgumentException(words[0]);
    }
    System.exit(0);
  }

  /** One change as it was recorded, with the times of now; its progress as often as it takes. */
  private void replay(EventStream stream, Path file) throws InterruptedException {
    try {
      Files.deleteIfExists(file);
      Files.createFile(file);
      JournalTail tail = new JournalTail(file);
      String operation = UUID.randomUUID().toString();
      int sequence = 0;
      long begun = System.nanoTime();
      for (String line : journal) {
        boolean progress = line.contains("step_progressed");
        for (int time = 0; time < (progress ? PROGRESS : 1); time++) {
          sequence++;
          String now =
              line.replaceFirst("\"operation\":\"[^\"]*\"", "\"operation\":\"" + operation + "\"")
                  .replaceFirst("\"sequence\":\\d+", "\"sequence\":" + sequence)
                  .replaceFirst("\"at\":\"[^\"]*\"", "\"at\":\"" + Instant.now() + "\"");
          Files.writeString(file, now + "\n", StandardOpenOption.APPEND);
          boolean _ = tail.tell(stream);
          events.incrementAndGet();
          TimeUnit.NANOSECONDS.sleep(
              begun + sequence * TimeUnit.SECONDS.toNanos(1) / eventsASecond - System.nanoTime());
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void changeStatuses() {
    long count = 0;
    while (!ended) {
      count++;
      long depth = count % 97;
      app.platform.put(
          new StatusDocument(
              status.schema(),
              FilledApp.MEETINGS,
              status.platform(),
              status.state(),
              status.endpoint(),
              status.since(),
              status.expiresAt(),
              status.models().stream()
                  .map(
                      model ->
                          new ServedModelStatus(
                              model.id(),
                              model.version(),
                              model.language(),
                              model.task(),
                              model.workers(),
                              new Queue(depth, depth % 3, model.queue().oldestSeconds())))
                  .toList(),
              status.processes(),
              status.nodes(),
              status.cost(),
              status.problems()),
          app.platform.wanted(FilledApp.MEETINGS).orElseThrow());
      try {
        TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(1) / eventsASecond);
      } catch (InterruptedException hurried) {
        return;
      }
    }
  }

  /** Keys that wait for their answer; each comes again after a second and a half. */
  private final Map<KeyCode, Long> asked = new ConcurrentHashMap<>();

  private void input(long seconds) throws Exception {
    Histogram histogram = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    Robot robot = Fx.on(Robot::new);
    long missed = 0;
    Scene scene = app.stage.getScene();
    long begun = System.nanoTime();
    boolean[] judged = new boolean[1];
    Fx.on(
        () -> {
          app.stage.toFront();
          app.stage.requestFocus();
          robot.mouseMove(app.stage.getX() + 500, app.stage.getY() + 20);
          scene.addEventFilter(
              KeyEvent.KEY_PRESSED,
              event -> {
                Long from = asked.remove(event.getCode());
                if (from != null) {
                  paintedThen(
                      scene,
                      () -> {
                        if (judged[0]) {
                          histogram.recordValue(System.nanoTime() - from);
                        }
                      });
                }
              });
          return true;
        });
    long screenAt = System.currentTimeMillis();
    int screen = 0;
    for (int key = 0;
        System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(seconds) + WARM_UP_MILLIS * 1_000_000;
        key++) {
      if (System.currentTimeMillis() - screenAt > SCREEN_EVERY_MILLIS) {
        screenAt = System.currentTimeMillis();
        screen++;
        Screen next = SCREENS.get(screen % SCREENS.size());
        Fx.on(
            () -> {
              app.composition.navigator().show(next);
              return true;
            });
        // A screen that is opened is not an input that is painted.
        TimeUnit.MILLISECONDS.sleep(2 * KEY_EVERY_MILLIS);
      }
      judged[0] = System.nanoTime() - begun > WARM_UP_MILLIS * 1_000_000;
      KeyCode code = KEYS.get(key % KEYS.size());
      if (asked.put(code, System.nanoTime()) != null && judged[0]) {
        missed++;
        System.err.println("not answered: " + code);
      }
      Platform.runLater(() -> robot.keyType(code));
      TimeUnit.MILLISECONDS.sleep(KEY_EVERY_MILLIS);
    }
    System.out.printf(
        "input to paint: p50 %.1f ms, p99 %.1f ms, largest %.1f ms; %d keys, %d not answered within"
            + " 1.5 s; %.1f events a second%n",
        histogram.getValueAtPercentile(50) / 1e6,
        histogram.getValueAtPercentile(99) / 1e6,
        histogram.getMaxValue() / 1e6,
        histogram.getTotalCount(),
        missed,
        events.get() * 1e9 / (System.nanoTime() - begun));
    ended = true;
  }

  /** Runs it after the pulse that paints what was changed until now. */
  private static void paintedThen(Scene scene, Runnable action) {
    scene.addPostLayoutPulseListener(
        new Runnable() {
          @Override
          public void run() {
            scene.removePostLayoutPulseListener(this);
            Platform.runLater(action);
          }
        });
    Platform.requestNextPulse();
  }

  private void memory(long seconds) throws Exception {
    long begun = System.nanoTime();
    long self = ProcessHandle.current().pid();
    int screen = 0;
    long reportAt = 0;
    while (true) {
      long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
      if (now >= reportAt) {
        reportAt += Math.max(10, seconds / 12);
        System.out.printf(
            "%5d s, %7d events: PSS %d MB, heap used %d MB%n",
            now,
            events.get(),
            IdleProgram.pss(self) / 1_000_000,
            (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1_000_000);
      }
      if (now >= seconds) {
        break;
      }
      screen++;
      Screen next = SCREENS.get(screen % SCREENS.size());
      Fx.on(
          () -> {
            app.composition.navigator().show(next);
            return true;
          });
      TimeUnit.SECONDS.sleep(5);
    }
    ended = true;
  }
}
