package stentor.master.connect;

/**
 * The master's end of the connection that a worker keeps to it. Two are equal only if they are the
 * same connection. Safe for all threads.
 */
public interface ConnectedWorker {

  /** Name of the worker, unique in the environment among those that live. */
  String name();

  /** Id of the model it has loaded. */
  String model();

  /**
   * Ends the connection.
   *
   * @param reason told to the worker, for its log
   */
  void close(String reason);
}
