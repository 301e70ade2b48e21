package stentor.master;

import java.util.List;
import java.util.OptionalInt;

/** Why a request is refused before its body is read: the master has all it can take. */
public sealed interface AdmissionProblem extends MasterProblem {

  /**
   * As much is under way as is taken at once.
   *
   * @param why what there is too much of
   */
  record QueueFull(String why) implements AdmissionProblem {

    private static final int RETRY_AFTER_SECONDS = 5;

    @Override
    public String code() {
      return "queue_full";
    }

    @Override
    public int status() {
      return 429;
    }

    @Override
    public OptionalInt retryAfterSeconds() {
      return OptionalInt.of(RETRY_AFTER_SECONDS);
    }

    @Override
    public String what() {
      return "The master has all it can take";
    }

    @Override
    public List<String> fixes() {
      return List.of("Send it again after the seconds that Retry-After says");
    }
  }

  /**
   * The disk has no room for the recording and for what is made of it.
   *
   * @param free bytes that are free
   */
  record StorageFull(long free) implements AdmissionProblem {

    private static final long MEBIBYTE = 1024 * 1024;

    @Override
    public String code() {
      return "storage_full";
    }

    /** Insufficient Storage (RFC 4918, section 11.5). */
    @Override
    public int status() {
      return 507;
    }

    @Override
    public String what() {
      return "The disk of the job store has no room for the recording";
    }

    @Override
    public String why() {
      return free / MEBIBYTE + " MiB are free, and some must stay free for jobs that were accepted";
    }

    @Override
    public List<String> fixes() {
      return List.of("Make room on the disk", "Delete finished jobs that nobody needs any more");
    }
  }
}
