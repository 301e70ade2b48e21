package stentor.jobs.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import stentor.protocol.job.Attempt;
import stentor.protocol.job.Failure;
import stentor.protocol.job.IdempotencyClaim;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.PartResult;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.Reference;
import stentor.protocol.job.ScoreDocument;
import stentor.speech.audio.Samples;

/**
 * Keeps every accepted job: the truth, where queues are hints. All that a method wrote is durable
 * when it returns, results and outcomes are made by one atomic create each, and any number of
 * masters and workers may use the same store at once. Safe for all threads.
 *
 * <p>Every method throws {@link IOException} where the store does not answer or cannot write;
 * nothing is half done then that a repetition does not mend.
 */
public interface JobStore {

  /**
   * Accepts a job: when this returns, it survives anything. It is the newest of its recording then.
   * Closes nothing.
   *
   * @param audio the audio as the client sent it, read to its end
   */
  void accept(JobRequest request, InputStream audio) throws IOException;

  /**
   * Says which job answers requests with this key, unless that was said before.
   *
   * @param key SHA-256 of the client's key in lower-case hexadecimal
   * @return the claim that holds: this one, or the one that was there
   */
  IdempotencyClaim claim(String key, IdempotencyClaim claim) throws IOException;

  /** Removes what was begun of a job that was never accepted; does nothing to one that was. */
  void abandon(JobId job) throws IOException;

  /** What was asked for, if there is such a job. */
  Optional<JobRequest> request(JobId job) throws IOException;

  /** The audio as the client sent it, as a file on this computer until the copy is closed. */
  LocalFile audio(JobId job) throws IOException;

  /** The prepared audio, as a file on this computer until the copy is closed. */
  LocalFile preparedAudio(JobId job) throws IOException;

  /** A folder for temporary files of jobs, on this computer, where there is room for audio. */
  Path scratch() throws IOException;

  /**
   * Keeps the prepared audio, which is the same whoever prepares it, and then the work made of it,
   * unless somebody else did before: which language a part is in may be found differently twice.
   *
   * @param audio a file in {@link #scratch()} in the prepared form; taken over
   * @return false where there was work already, which stays
   */
  boolean putPrepared(JobId job, Path audio, PreparedJob prepared) throws IOException;

  /** The work the job is made of, if it was prepared. */
  Optional<PreparedJob> prepared(JobId job) throws IOException;

  /**
   * A stretch of the prepared audio.
   *
   * @param from first sample at 16 kHz
   * @param to one past the last
   */
  Samples samples(JobId job, long from, long to) throws IOException;

  /**
   * Records that a worker begins to try a part.
   *
   * @return the attempt, numbered after those before it
   */
  Attempt beginAttempt(JobId job, int part, String worker) throws IOException;

  /** Adds why an attempt failed. */
  void failAttempt(JobId job, int part, Attempt attempt, Failure failure) throws IOException;

  /** Takes an attempt back that was handed on unfinished and was therefore none. */
  void withdrawAttempt(JobId job, int part, Attempt attempt) throws IOException;

  /** The attempts at a part, in order. */
  List<Attempt> attempts(JobId job, int part) throws IOException;

  /** How many attempts each part has; parts that nobody began are absent. */
  SortedMap<Integer, Integer> begun(JobId job) throws IOException;

  /**
   * Makes the result of a part.
   *
   * @return false where there was one already, which stays
   */
  boolean createResult(JobId job, PartResult result) throws IOException;

  /** The result of a part, if it ended. */
  Optional<PartResult> result(JobId job, int part) throws IOException;

  /** Numbers of the parts that ended. */
  SortedSet<Integer> ended(JobId job) throws IOException;

  /**
   * Makes the job's outcome and closes it.
   *
   * @return false where it had one already, which stays
   */
  boolean createOutcome(Outcome outcome) throws IOException;

  /**
   * Closes a job that has an outcome and is still open, since whoever made the outcome died.
   *
   * @return whether it has an outcome
   */
  boolean closeEnded(JobId job) throws IOException;

  /** How the job ended, if it did. */
  Optional<Outcome> outcome(JobId job) throws IOException;

  /** Erases a job that has an outcome, with its audio and its results; does nothing to others. */
  void erase(JobId job) throws IOException;

  /**
   * Keeps what was truly said in a recording, in the place of what was kept before: with the newest
   * job of the recording, or until one is accepted.
   *
   * @param recording as in {@link JobRequest#recording()}
   */
  void refer(String recording, Reference reference) throws IOException;

  /** What was truly said in what the job is about, if somebody sent it. */
  Optional<Reference> reference(JobRequest request) throws IOException;

  /** Keeps a score, in the place of the one before. */
  void keepScore(JobId job, ScoreDocument score) throws IOException;

  /** The score that was kept last. */
  Optional<ScoreDocument> score(JobId job) throws IOException;

  /** Jobs without an outcome, oldest first. */
  List<JobId> open() throws IOException;

  /**
   * Jobs of any state, newest first.
   *
   * @param most how many at most, 1 or more
   * @param before only older ones than this; empty: from the newest
   */
  List<JobId> newest(int most, Optional<JobId> before) throws IOException;

  /** Jobs that ended and whose {@link JobRequest#webhook()} is still to be told, oldest first. */
  List<JobId> untold() throws IOException;

  /** Remembers that the job's webhook was told, or was given up. */
  void markTold(JobId job) throws IOException;

  /**
   * Takes or keeps a duty that only one process at a time shall have, for example sweeping. A
   * holder that dies loses it when the time is over.
   *
   * @param duty short stable name, letters and hyphens
   * @param holder who wants it; the same for every call of one process, different for all others
   * @param length how long, from now; asked for anew before it is over by who wants to keep it
   * @return whether {@code holder} has it now
   */
  boolean hold(String duty, String holder, Duration length) throws IOException;

  /**
   * Erases every job and everything else that this store keeps, for when its environment is taken
   * down and nobody writes any more. Returns after the store was asked and had nothing left; it is
   * of no use afterwards.
   */
  void eraseAll() throws IOException;

  /** A file on this computer that may be a copy; closing it gives its room back. */
  interface LocalFile extends AutoCloseable {

    /** Where it is. */
    Path path();

    @Override
    void close() throws IOException;
  }
}
