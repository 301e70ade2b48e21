package stentor.master.connect;

import java.util.concurrent.CompletableFuture;
import stentor.protocol.job.WorkerMessage.Probed;

/**
 * The master's end of the connection that a worker keeps to it. Two are equal only if they are the
 * same connection. Safe for all threads.
 */
public interface ConnectedWorker {

  /** Name of the worker, unique in the environment among those that live. */
  String name();

  /** Id of the model it has loaded. */
  String model();

  /** Version of that model. */
  String modelVersion();

  /**
   * Asks what its model makes of a few seconds of speech.
   *
   * @return without anything where it cannot say, or its connection ends
   */
  CompletableFuture<Probed> probe(Question question);

  /** How many such questions it has not answered yet. */
  int unanswered();

  /**
   * Ends the connection.
   *
   * @param reason told to the worker, for its log
   */
  void close(String reason);
}
