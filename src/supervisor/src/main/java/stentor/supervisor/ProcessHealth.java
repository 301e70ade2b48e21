package stentor.supervisor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import stentor.protocol.job.Failure;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.protocol.program.MasterHealth;
import stentor.protocol.program.WorkerHealth;

/**
 * Asks a process over and over, from a virtual thread, how it is. A process that is alive may still
 * be of no use: stopped, swapped out, or waiting for native code that does not come back. Safe for
 * all threads.
 *
 * <p>It counts answers, not time: a computer that slept has asked nothing meanwhile.
 */
final class ProcessHealth {

  private static final int OK = 200;

  private final ChildProcess child;
  private final Program program;
  private final URI question;
  private final Rhythm rhythm;
  private final HttpClient client;
  private int unwell;
  private boolean busy;
  private MasterHealth master = MasterHealth.QUIET;
  private Optional<Failure> complaint = Optional.empty();

  /** Which program is asked, and for what. */
  enum Program {
    /**
     * Is asked whether it lives, and for whom: whether store and queue answer is no fault of its
     * own.
     */
    MASTER("master", "/health/live"),
    /** Is asked whether its engine works. */
    WORKER("worker", "/health/ready");

    private final String word;
    private final String path;

    Program(String word, String path) {
      this.word = word;
      this.path = path;
    }
  }

  /**
   * How often is asked.
   *
   * @param every time from one question to the next
   * @param timeout how long an answer is waited for; shorter than {@code every}
   * @param mostUnwell so many answers in a row that are bad or do not come, and it is given up
   */
  record Rhythm(Duration every, Duration timeout, int mostUnwell) {

    /** Thirty seconds until a process is given up: longer than a computer stutters. */
    static final Rhythm USUAL = new Rhythm(Duration.ofSeconds(5), Duration.ofSeconds(2), 6);
  }

  private ProcessHealth(
      ChildProcess child, Program program, int port, Rhythm rhythm, HttpClient client) {
    this.child = child;
    this.program = program;
    this.question = URI.create("http://127.0.0.1:" + port + program.path);
    this.rhythm = rhythm;
    this.client = client;
  }

  /** Asks from now on until the process ends. */
  static ProcessHealth watch(
      ChildProcess child, Program program, int port, Rhythm rhythm, HttpClient client) {
    ProcessHealth health = new ProcessHealth(child, program, port, rhythm, client);
    Thread.ofVirtual().name("health of " + child.name()).start(health::askOverAndOver);
    return health;
  }

  /** What is wrong with it, once that has lasted. */
  synchronized Optional<Failure> illness() {
    return unwell >= rhythm.mostUnwell() ? complaint : Optional.empty();
  }

  /** Whether it said that it works on something. */
  synchronized boolean busy() {
    return busy;
  }

  /** What a master said last; nothing of what it is asked where it said none. */
  synchronized MasterHealth master() {
    return master;
  }

  private void askOverAndOver() {
    try {
      while (child.alive()) {
        long begun = System.nanoTime();
        ask();
        Duration left = rhythm.every().minusNanos(System.nanoTime() - begun);
        Thread.sleep(left.isNegative() ? Duration.ZERO : left);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(question).timeout(rhythm.timeout()).build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == OK) {
        well(answer.body());
      } else {
        String reason =
            read(answer.body(), WorkerHealth.class)
                .flatMap(WorkerHealth::reason)
                .orElse("It says no more.");
        unwell(new Failure(program.word + "_wedged", child.name() + " is not ready. " + reason));
      }
    } catch (IOException silent) {
      unwell(
          new Failure(
              program.word + "_not_answering",
              "%s (process %d) is alive and does not answer."
                  .formatted(child.name(), child.pid())));
    }
  }

  private static <T> Optional<T> read(String body, Class<T> type) {
    try {
      return Optional.of(Documents.read(body.getBytes(StandardCharsets.UTF_8), type));
    } catch (DocumentException plain) {
      return Optional.empty();
    }
  }

  private synchronized void well(String body) {
    unwell = 0;
    complaint = Optional.empty();
    switch (program) {
      case WORKER -> busy = read(body, WorkerHealth.class).filter(WorkerHealth::busy).isPresent();
      case MASTER -> master = read(body, MasterHealth.class).orElse(MasterHealth.QUIET);
    }
  }

  private synchronized void unwell(Failure reason) {
    unwell++;
    complaint = Optional.of(reason);
  }
}
