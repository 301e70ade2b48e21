package stentor.master.job;

import java.time.Instant;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.job.JobId;

/** Something that happened to a job, with its place in the sequence of all that did. */
public sealed interface JobEvent {

  /** Its place: later events of a job have larger ones, and every master gives it the same. */
  long sequence();

  /** How it is called. */
  String name();

  /** What is told of it, to be written as JSON. */
  Object data();

  /**
   * The job was accepted.
   *
   * @param job the job
   * @param at when
   */
  record Queued(long sequence, JobId job, Instant at) implements JobEvent {
    @Override
    public String name() {
      return "queued";
    }

    @Override
    public Object data() {
      return new Moment(job, at);
    }
  }

  /**
   * The first worker began.
   *
   * @param job the job
   * @param at when
   */
  record Started(long sequence, JobId job, Instant at) implements JobEvent {
    @Override
    public String name() {
      return "started";
    }

    @Override
    public Object data() {
      return new Moment(job, at);
    }
  }

  /** What was said in a part that ended. */
  record Partial(long sequence, PartText data) implements JobEvent {
    @Override
    public String name() {
      return "partial";
    }
  }

  /** More parts have ended. */
  record Progress(long sequence, PartCount data) implements JobEvent {
    @Override
    public String name() {
      return "progress";
    }
  }

  /** The job ended; it is told without its result, which may be large. */
  record Ended(long sequence, JobDocument data) implements JobEvent {
    @Override
    public String name() {
      return data.status().word();
    }
  }

  /**
   * When something happened to a job.
   *
   * @param job the job
   * @param at when
   */
  record Moment(JobId job, Instant at) {}

  /**
   * What was said in a part.
   *
   * @param part its place, from 0
   * @param text what was said; empty where the part failed
   * @param start where speech begins, seconds from the beginning of the recording
   * @param end where speech ends
   * @param gap whether the part failed
   */
  record PartText(int part, String text, double start, double end, boolean gap) {}

  /**
   * How many parts have ended.
   *
   * @param done how many have
   * @param total how many there are
   */
  record PartCount(int done, int total) {}
}
