package stentor.protocol.gateway;

import java.util.List;

/**
 * Answer of {@code GET /v1/jobs}.
 *
 * @param object {@code list}
 * @param data jobs, newest first, without their results
 * @param hasMore whether there are older ones; they are asked for by {@code after} and the last id
 */
public record JobList(String object, List<JobDocument> data, boolean hasMore) {

  /** Copies the list. */
  public JobList {
    data = List.copyOf(data);
  }

  /** A page of jobs. */
  public static JobList of(List<JobDocument> data, boolean hasMore) {
    return new JobList("list", data, hasMore);
  }
}
