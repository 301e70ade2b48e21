package stentor.supervisor;

import java.time.Duration;
import java.util.List;
import stentor.speech.problem.Problem;

/** What a supervisor finds wrong with the computer it runs on; the environment goes on. */
sealed interface SupervisorProblem extends Problem {

  /**
   * The time of day jumped against the monotonic clock.
   *
   * @param jump how far; negative: back
   * @param endsByExpiry whether it went past the environment's expiry
   */
  record ClockChanged(Duration jump, boolean endsByExpiry) implements SupervisorProblem {
    @Override
    public String code() {
      return "clock_changed";
    }

    @Override
    public String what() {
      return "The computer's clock jumped %s by %d s"
          .formatted(jump.isNegative() ? "back" : "forward", jump.abs().toSeconds());
    }

    @Override
    public String why() {
      String meaning =
          "It was set, or the computer slept. Jobs go on; the times that are written of them before"
              + " and after do not fit together";
      return endsByExpiry
          ? meaning + ". The environment has reached its expiry by it and ends; its jobs are kept"
          : meaning;
    }

    @Override
    public List<String> fixes() {
      return endsByExpiry
          ? List.of("Start it again with 'stentor up'; what was not finished goes on")
          : List.of("Nothing is to be done, unless the time is wrong now");
    }
  }

  /**
   * There is hardly any room where jobs are kept.
   *
   * @param freeBytes what is left
   * @param folder where
   */
  record DiskFull(long freeBytes, String folder) implements SupervisorProblem {

    private static final long MEGABYTE = 1_000_000;

    @Override
    public String code() {
      return "disk_full";
    }

    @Override
    public String what() {
      return "The disk of the job store is nearly full: %d MB are free"
          .formatted(freeBytes / MEGABYTE);
    }

    @Override
    public String why() {
      return "New jobs may be refused. What was accepted is kept and goes on when there is room"
          + " (%d bytes are free at %s)".formatted(freeBytes, folder);
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Make room on that disk; nothing needs to be started again",
          "Erase jobs that ended: DELETE /v1/jobs/ID",
          "Move STENTOR_HOME to a larger disk");
    }
  }

  /**
   * The environment's folder cannot be written, though there is room.
   *
   * @param folder the folder
   * @param reason what the system says
   */
  record FolderNotWritable(String folder, String reason) implements SupervisorProblem {
    @Override
    public String code() {
      return "folder_not_writable";
    }

    @Override
    public String what() {
      return "The environment's folder could not be written";
    }

    @Override
    public String why() {
      return folder + ": " + reason;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Look whether the disk is mounted, is not read-only and this user's quota is not used"
              + " up");
    }
  }

  /**
   * The job store does not answer.
   *
   * @param reason what was found
   */
  record StoreAway(String reason) implements SupervisorProblem {
    @Override
    public String code() {
      return "store_unavailable";
    }

    @Override
    public String what() {
      return "The job store does not answer";
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Look at its disk or its bucket; accepted jobs are kept and go on when it answers");
    }
  }
}
