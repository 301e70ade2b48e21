package stentor.master;

import java.util.List;
import java.util.OptionalInt;

/** What can be wrong with a request about a job that there is, or that a client believes in. */
public sealed interface JobProblem extends MasterProblem {

  @Override
  default String why() {
    return "";
  }

  /**
   * No job has the id.
   *
   * @param id the id, as it was sent
   */
  record JobNotFound(String id) implements JobProblem {
    @Override
    public String code() {
      return "job_not_found";
    }

    @Override
    public int status() {
      return 404;
    }

    @Override
    public String what() {
      return "There is no such job";
    }

    @Override
    public List<String> fixes() {
      return List.of();
    }
  }

  /** What was asked can be done with a job that has ended only. */
  record JobNotFinished() implements JobProblem {
    @Override
    public String code() {
      return "job_not_finished";
    }

    @Override
    public int status() {
      return 409;
    }

    @Override
    public String what() {
      return "The job has not ended yet";
    }

    @Override
    public List<String> fixes() {
      return List.of("Wait for its end, or cancel it");
    }
  }

  /** What was asked can be done with a job that has not ended only. */
  record JobFinished() implements JobProblem {
    @Override
    public String code() {
      return "job_finished";
    }

    @Override
    public int status() {
      return 409;
    }

    @Override
    public String what() {
      return "The job has ended, and is left as it is";
    }

    @Override
    public List<String> fixes() {
      return List.of();
    }
  }

  /** The job's audio was not decoded, not yet or not at all. */
  record AudioNotPrepared() implements JobProblem {
    @Override
    public String code() {
      return "audio_not_prepared";
    }

    @Override
    public int status() {
      return 404;
    }

    @Override
    public String what() {
      return "There is no prepared audio of the job";
    }

    @Override
    public String why() {
      return "it was not decoded yet, or could not be";
    }

    @Override
    public List<String> fixes() {
      return List.of("Look at the job's status and error");
    }
  }

  /**
   * A range was asked for that begins after the audio's end.
   *
   * @param length bytes of the audio
   */
  record RangeNotSatisfiable(long length) implements JobProblem {
    @Override
    public String code() {
      return "range_not_satisfiable";
    }

    @Override
    public int status() {
      return 416;
    }

    @Override
    public String parameter() {
      return "Range";
    }

    @Override
    public String what() {
      return "The range has no byte of the audio";
    }

    @Override
    public String why() {
      return "it has " + length + " bytes";
    }

    @Override
    public List<String> fixes() {
      return List.of("Ask for a range inside it");
    }
  }

  /** The idempotency key was sent with another request before. */
  record KeyReused() implements JobProblem {
    @Override
    public String code() {
      return "idempotency_key_reused";
    }

    @Override
    public int status() {
      return 422;
    }

    @Override
    public String parameter() {
      return "Idempotency-Key";
    }

    @Override
    public String what() {
      return "The idempotency key belongs to another request";
    }

    @Override
    public String why() {
      return "it was sent before with other parameters or another file";
    }

    @Override
    public List<String> fixes() {
      return List.of("Send every new request with a new key");
    }
  }

  /** A request with this idempotency key is just being accepted. */
  record KeyInUse() implements JobProblem {
    @Override
    public String code() {
      return "idempotency_conflict";
    }

    @Override
    public int status() {
      return 409;
    }

    @Override
    public OptionalInt retryAfterSeconds() {
      return OptionalInt.of(1);
    }

    @Override
    public String parameter() {
      return "Idempotency-Key";
    }

    @Override
    public String what() {
      return "A request with this idempotency key is still being accepted";
    }

    @Override
    public List<String> fixes() {
      return List.of("Send it again after the seconds that Retry-After says");
    }
  }

  /**
   * As many clients watch jobs as are let in at once.
   *
   * @param most how many that are
   */
  record TooManyStreams(int most) implements JobProblem {
    @Override
    public String code() {
      return "too_many_streams";
    }

    @Override
    public int status() {
      return 429;
    }

    @Override
    public OptionalInt retryAfterSeconds() {
      return OptionalInt.of(5);
    }

    @Override
    public String what() {
      return "Too many clients watch jobs at once";
    }

    @Override
    public String why() {
      return "there are " + most + " already";
    }

    @Override
    public List<String> fixes() {
      return List.of("Ask for the job itself now and then");
    }
  }
}
