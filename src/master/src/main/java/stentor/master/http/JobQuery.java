package stentor.master.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.protocol.gateway.JobDocument.JobStatus;
import stentor.protocol.job.JobId;

/**
 * What {@code GET /v1/jobs} asks for.
 *
 * @param status only jobs of this status; absent: all
 * @param limit how many at most, 1 to {@value #MOST}
 * @param after only jobs older than this one; absent: from the newest
 */
record JobQuery(Optional<JobStatus> status, int limit, Optional<JobId> after) {

  private static final int MOST = 100;
  private static final int USUAL = 20;

  /**
   * Reads it from the query string.
   *
   * @throws MasterException if a parameter cannot be used
   */
  static JobQuery of(Context context) {
    List<String> words = Arrays.stream(JobStatus.values()).map(JobStatus::word).toList();
    return new JobQuery(
        parameter(context, "status", JobQuery::status, String.join(", ", words)),
        parameter(context, "limit", JobQuery::limit, "a number from 1 to " + MOST).orElse(USUAL),
        parameter(context, "after", JobId::of, "the id of a job"));
  }

  private static <T> Optional<T> parameter(
      Context context, String name, Function<String, Optional<T>> read, String expected) {
    String text = context.queryParam(name);
    if (text == null) {
      return Optional.empty();
    }
    Optional<T> value = read.apply(text);
    if (value.isEmpty()) {
      throw new MasterException(
          new MasterProblem.BadParameter(name, "its value is none of these", expected));
    }
    return value;
  }

  private static Optional<JobStatus> status(String word) {
    return Stream.of(JobStatus.values()).filter(status -> status.word().equals(word)).findFirst();
  }

  private static Optional<Integer> limit(String text) {
    return text.matches("[1-9]\\d{0,2}")
        ? Optional.of(Integer.valueOf(text)).filter(number -> number <= MOST)
        : Optional.empty();
  }
}
