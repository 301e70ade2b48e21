package stentor.worker.connect;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.job.Masters.Master;
import stentor.protocol.job.PartMessage;
import stentor.protocol.job.WorkerMessage;

/**
 * Keeps a connection to every master that there is, looked up anew every five seconds. Safe for all
 * threads; nothing here makes who works wait.
 */
public final class MasterConnections implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MasterConnections.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Duration FIRST_LOOK_EVERY = Duration.ofMillis(100);

  private final MasterList list;
  private final Path tokenFile;
  private final WorkerMessage.Hello hello;
  private final RandomGenerator random;
  private final ProbeDesk probes;
  private final HttpClient client;
  private final Map<String, MasterConnection> connections = new ConcurrentHashMap<>();
  private final Thread looking;

  /**
   * Begins to look for masters.
   *
   * @param list of all there are
   * @param tokenFile with the environment's token
   * @param hello who this worker is
   * @param random spreads repeated attempts
   * @param probes answers what masters ask
   */
  public MasterConnections(
      MasterList list,
      Path tokenFile,
      WorkerMessage.Hello hello,
      RandomGenerator random,
      ProbeDesk probes) {
    this.probes = probes;
    this.list = list;
    this.tokenFile = tokenFile;
    this.hello = hello;
    this.random = random;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    this.looking = Thread.ofVirtual().name("masters").start(this::look);
  }

  /**
   * Tells the master whose client waits for the job that a part of it ended, if one waits and its
   * master is connected; never blocks. Of a job for which nobody waits any master is told that it
   * ended, so that it is counted.
   */
  public void ended(PartMessage message, boolean jobEnded) {
    if (jobEnded || message.replyTo().isPresent()) {
      tell(message, new WorkerMessage.PartEnded(message.job(), message.part(), jobEnded));
    }
  }

  /** Tells a master what a part took, so that it is counted; never blocks. */
  public void recognised(PartMessage message, WorkerMessage.PartRecognised work) {
    tell(message, work);
  }

  private void tell(PartMessage about, WorkerMessage news) {
    Optional<MasterConnection> told =
        about.replyTo().isPresent()
            ? Optional.ofNullable(connections.get(about.replyTo().get()))
            : connections.values().stream().filter(MasterConnection::open).findFirst();
    told.ifPresent(master -> master.send(news));
  }

  /** Whether this worker is connected to the master of this name. */
  public boolean connected(String master) {
    MasterConnection connection = connections.get(master);
    return connection != null && connection.open();
  }

  @Override
  public void close() {
    looking.interrupt();
    connections.values().forEach(MasterConnection::close);
    client.shutdownNow();
  }

  private void look() {
    try {
      while (true) {
        adopt(list.now());
        Thread.sleep(connections.isEmpty() ? FIRST_LOOK_EVERY : LOOK_EVERY);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void adopt(Optional<List<Master>> found) {
    if (found.isEmpty()) {
      return;
    }
    Map<String, Master> wanted = new HashMap<>();
    found.get().forEach(master -> wanted.put(master.name(), master));
    for (Iterator<MasterConnection> all = connections.values().iterator(); all.hasNext(); ) {
      MasterConnection connection = all.next();
      if (!connection.master().equals(wanted.get(connection.master().name()))) {
        all.remove();
        connection.close();
      }
    }
    wanted.forEach(
        (name, master) ->
            connections.computeIfAbsent(
                name, _ -> new MasterConnection(client, master, tokenFile, hello, random, probes)));
  }
}
