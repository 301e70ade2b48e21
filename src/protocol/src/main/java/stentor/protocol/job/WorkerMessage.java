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
  @JsonSubTypes.Type(value = WorkerMessage.PartRecognised.class, name = "part_recognised"),
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
   * What recognising a part took, to be counted; of any job, sent before {@link PartEnded}.
   *
   * @param waited seconds from when the part was prepared until the attempt began
   * @param decoded seconds that the engine worked on it
   * @param audio seconds of its audio
   * @param words how many were recognised
   */
  record PartRecognised(double waited, double decoded, double audio, long words)
      implements WorkerMessage {

    /** Checks that they are amounts. */
    public PartRecognised {
      if (!(waited >= 0 && decoded >= 0 && audio >= 0 && words >= 0)) {
        throw new IllegalArgumentException("Less than nothing");
      }
    }
  }

  /**
   * The answer to a {@link Probe}.
   *
   * @param number that of the probe
   * @param evidence what the model made of it; absent where this worker could not look at it
   * @param segment what was said, times from the first sample of the probe; present where it was
   *     asked for, is settled and something was said
   * @param settled whether the model would not say more if it were asked for all it can do
   * @param seconds how long the engine worked on it, 0 or more
   */
  record Probed(
      long number,
      Optional<Evidence> evidence,
      Optional<Segment> segment,
      boolean settled,
      double seconds)
      implements WorkerMessage {

    /** The answer of a worker that could not look at it. */
    public static Probed unable(long number) {
      return new Probed(number, Optional.empty(), Optional.empty(), false, 0);
    }
  }

  /** A frame of another type: of a newer worker. */
  record Unknown() implements WorkerMessage {}
}
