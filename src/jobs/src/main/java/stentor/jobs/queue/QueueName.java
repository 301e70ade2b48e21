package stentor.jobs.queue;

import stentor.protocol.environment.EnvironmentName;

/**
 * Names a work queue of one model of one environment.
 *
 * @param environment the environment
 * @param model id of the model
 * @param kind which of the model's queues
 */
public record QueueName(EnvironmentName environment, String model, Kind kind) {

  /** Which of a model's queues. */
  public enum Kind {
    /** Jobs of one part: asked first by every worker. */
    SHORT("Short"),
    /** Jobs of many parts. */
    LONG("Long"),
    /** What was given up. */
    DEAD("Dead");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** The queue for a job of so many parts. */
  public static QueueName forParts(EnvironmentName environment, String model, int parts) {
    return new QueueName(environment, model, parts == 1 ? Kind.SHORT : Kind.LONG);
  }

  /** The queue of the same model that takes what was given up. */
  public QueueName dead() {
    return new QueueName(environment, model, Kind.DEAD);
  }

  /**
   * Its name as SQS knows it: at most 80 letters, digits, hyphens. Names of environments and ids of
   * models have no capitals, so that the word between them tells where one ends and the other
   * begins, and no two queues have one name.
   */
  @Override
  public String toString() {
    return "stentor-" + environment + "-" + kind.word + "-" + model;
  }
}
