package stentor.protocol.job;

import java.net.URI;
import java.util.List;
import stentor.protocol.json.Versioned;

/**
 * The masters of an environment, told to its workers by a file that is replaced as a whole and that
 * they read anew every five seconds: {@code masters.json}.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param masters in no order
 */
public record Masters(int schema, List<Master> masters) implements Versioned {

  /** Copies the list. */
  public Masters {
    masters = List.copyOf(masters);
  }

  /**
   * One master.
   *
   * @param name its name, unique in the environment; what {@link PartMessage#replyTo()} says
   * @param address base URL of its HTTP server, for example {@code http://127.0.0.1:20123}
   */
  public record Master(String name, URI address) {}
}
