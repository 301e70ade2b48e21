package stentor.protocol.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import stentor.speech.language.Evidence;
import stentor.speech.transcript.Segment;

/**
 * One text frame that a worker sends over the connection that it keeps to every master: {@code WS
 * /worker/connect}. To be connected is to be available; frames that a reader does not know are left
 * unread.
 */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "type",
    defaultImpl = WorkerMessage.Unknown.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = WorkerMessage.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = WorkerMessage.PartEnded.class, name = "part_ended"),
  @JsonSubTypes.Type(value = WorkerMessage.Probed.class, name = "probed")
})
public sealed interface WorkerMessage {

  /**
   * The first frame: who is there.
   *
   * @param worker its name
   * @param model id of the model it has loaded
   * @param modelVersion that model's version
   */
  record Hello(String worker, String model, String modelVersion) implements WorkerMessage {}

  /**
   * A part has a result in the store now; sent to the master that the part's message names.
   *
   * @param job the job
   * @param part number of the part
   * @param jobEnded whether the job has an outcome now
   */
  record PartEnded(JobId job, int part, boolean jobEnded) implements WorkerMessage {}

  /**
   * The answer to a {@link Probe}.
   *
   * @param number that of the probe
   * @param evidence what the model made of it; absent where this worker could not look at it
   * @param segment what was said, times from the first sample of the probe; present where it was
   *     asked for, is settled and something was said
   * @param settled whether the model would not say more if it were asked for all it can do
   */
  record Probed(
      long number, Optional<Evidence> evidence, Optional<Segment> segment, boolean settled)
      implements WorkerMessage {

    /** The answer of a worker that could not look at it. */
    public static Probed unable(long number) {
      return new Probed(number, Optional.empty(), Optional.empty(), false);
    }
  }

  /** A frame of another type: of a newer worker. */
  record Unknown() implements WorkerMessage {}
}
