package stentor.jobs.store;

import java.util.List;
import stentor.speech.problem.Problem;

/** What can be wrong with what somebody says of a job store. */
public sealed interface StoreProblem extends Problem {

  /**
   * The words name no place where a job store can be.
   *
   * @param location the words
   * @param reason why they name none
   */
  record NoLocation(String location, String reason) implements StoreProblem {
    @Override
    public String code() {
      return "no_store_location";
    }

    @Override
    public String what() {
      return "There can be no job store at " + location;
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of("Name a folder, or a bucket as s3://BUCKET or s3://BUCKET/PREFIX");
    }
  }
}
