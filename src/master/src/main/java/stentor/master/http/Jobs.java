package stentor.master.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import stentor.jobs.store.JobStore;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.protocol.job.JobId;
import stentor.protocol.job.Outcome;
import stentor.protocol.json.Documents;

/** {@code DELETE /v1/jobs/{id}}: cancels a job that has not ended, erases one that has. */
final class Jobs {

  private static final int NO_CONTENT = 204;

  private final JobStore store;
  private final Clock clock;

  Jobs(JobStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  void delete(Context context) throws IOException {
    String named = context.pathParam("id");
    Optional<JobId> id = JobId.of(named);
    if (id.isEmpty() || store.request(id.get()).isEmpty()) {
      throw new MasterException(new MasterProblem.JobNotFound(named));
    }
    JobId job = id.get();
    // A result that was written first wins over a cancel, and is then what is erased.
    if (store.createOutcome(Outcome.cancelled(job, clock.instant()))) {
      context
          .contentType("application/json")
          .result(
              Documents.write(
                  Map.of("id", job.toString(), "object", "job", "status", "cancelled")));
    } else {
      store.erase(job);
      context.status(NO_CONTENT);
    }
  }
}
