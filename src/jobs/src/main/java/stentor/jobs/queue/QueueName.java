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
    SHORT("short"),
    /** Jobs of many parts. */
    LONG("long"),
    /** What was given up. */
    DEAD("dead");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
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

  /** Its name as SQS knows it: at most 80 letters, digits, hyphens. */
  @Override
  public String toString() {
    return "stentor-" + environment + "-" + model + "-" + kind.suffix;
  }
}
