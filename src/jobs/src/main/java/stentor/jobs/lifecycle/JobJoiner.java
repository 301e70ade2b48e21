package stentor.jobs.lifecycle;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.PartResult;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.json.DocumentException;
import stentor.speech.audio.Samples;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Transcript;

/**
 * Joins the parts of a job into its outcome once all have ended. Whoever ends a part calls it; of
 * any number of callers at once one makes the outcome. Safe for all threads.
 */
public final class JobJoiner {

  private final JobStore store;
  private final Clock clock;

  /** Joins in this store. */
  public JobJoiner(JobStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Makes the outcome if every part has ended and there is none yet.
   *
   * @return whether the job has an outcome now
   */
  public boolean joinIfDone(JobId job) throws IOException {
    if (store.outcome(job).isPresent()) {
      return true;
    }
    Optional<PreparedJob> prepared = store.prepared(job);
    if (prepared.isEmpty() || store.ended(job).size() < prepared.get().parts().size()) {
      return false;
    }
    List<PartResult> results = new ArrayList<>();
    for (Part part : prepared.get().parts()) {
      Optional<PartResult> result = store.result(job, part.number());
      if (result.isEmpty()) {
        return false;
      }
      results.add(result.get());
    }
    try {
      store.createOutcome(join(job, prepared.get(), results));
    } catch (DocumentException tooLarge) {
      store.createOutcome(Outcome.failed(job, clock.instant(), Failure.of(tooLarge.problem())));
    }
    return true;
  }

  private Outcome join(JobId job, PreparedJob prepared, List<PartResult> results) {
    boolean allFailed =
        !results.isEmpty() && results.stream().allMatch(result -> result.failure().isPresent());
    Optional<Transcript> transcript =
        allFailed ? Optional.empty() : Optional.of(transcript(prepared, results));
    Optional<Failure> failure = allFailed ? results.getFirst().failure() : Optional.empty();
    return new Outcome(
        JobRequest.SCHEMA,
        job,
        allFailed ? Outcome.Status.FAILED : Outcome.Status.SUCCEEDED,
        clock.instant(),
        results.stream().map(PartResult::startedAt).min(Comparator.naturalOrder()),
        Optional.of(prepared.preparedAt()),
        results.stream().map(PartResult::finishedAt).max(Comparator.<Instant>naturalOrder()),
        Optional.of(prepared.model()),
        results.stream()
            .filter(result -> result.model().equals(prepared.model()))
            .findFirst()
            .map(PartResult::modelVersion)
            .or(() -> Optional.of(prepared.modelVersion())),
        results.stream().mapToInt(PartResult::attempts).max().orElse(0),
        Optional.of(prepared.language()),
        transcript,
        failure);
  }

  private static Transcript transcript(PreparedJob prepared, List<PartResult> results) {
    List<Segment> segments = new ArrayList<>();
    List<String> flags = new ArrayList<>(prepared.flags());
    for (PartResult result : results) {
      if (result.failure().isPresent()) {
        segments.add(gap(prepared.parts().get(result.part())));
        flags.add(Transcript.INCOMPLETE);
      } else {
        segments.addAll(result.segments());
      }
    }
    return new Transcript(prepared.language().chosen(), prepared.seconds(), segments, flags);
  }

  private static Segment gap(Part part) {
    return new Segment(
        (double) part.utterances().getFirst().from() / Samples.RATE,
        (double) part.utterances().getLast().to() / Samples.RATE,
        "",
        part.language(),
        List.of(),
        List.of(),
        OptionalDouble.empty(),
        true);
  }
}
