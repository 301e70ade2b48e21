package stentor.jobs.lifecycle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import stentor.jobs.queue.QueueName;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.JobId;
import stentor.protocol.job.PreparedJob;

/** What a sweeper remembers of the open jobs from look to look. Used by one thread. */
final class OpenJobs {

  private final EnvironmentName environment;
  private final TreeMap<JobId, OpenJob> prepared = new TreeMap<>();
  private final Map<JobId, Integer> looksUnprepared = new HashMap<>();
  private Optional<JobId> lastRead = Optional.empty();

  OpenJobs(EnvironmentName environment) {
    this.environment = environment;
  }

  EnvironmentName environment() {
    return environment;
  }

  void forget() {
    prepared.clear();
    looksUnprepared.clear();
  }

  /** Begins a look at which these jobs are open. */
  void keepOnly(List<JobId> open) {
    Set<JobId> still = new HashSet<>(open);
    prepared.keySet().retainAll(still);
    looksUnprepared.keySet().retainAll(still);
    prepared.values().forEach(OpenJob::seenAgain);
  }

  /** Those whose parts are not known, beginning after the ones of the last look, then around. */
  List<JobId> unknown(List<JobId> open, int most) {
    List<JobId> unknown =
        new ArrayList<>(open.stream().filter(job -> !prepared.containsKey(job)).toList());
    long passed =
        unknown.stream()
            .filter(job -> lastRead.isPresent() && job.compareTo(lastRead.get()) <= 0)
            .count();
    if (unknown.size() > most) {
      Collections.rotate(unknown, -(int) passed);
    }
    List<JobId> turn = unknown.subList(0, Math.min(most, unknown.size()));
    lastRead = turn.isEmpty() ? Optional.empty() : Optional.of(turn.getLast());
    return turn;
  }

  void addPrepared(JobId job, PreparedJob parts) {
    looksUnprepared.remove(job);
    prepared.put(job, OpenJob.of(environment, parts));
  }

  /** How many looks have found the job unprepared, with this one. */
  int addUnprepared(JobId job) {
    return looksUnprepared.merge(job, 1, Integer::sum);
  }

  /** Oldest first. */
  Map<JobId, OpenJob> prepared() {
    return Collections.unmodifiableMap(prepared);
  }

  /** The models that have open jobs. */
  Set<String> models() {
    Set<String> models = new TreeSet<>();
    prepared.values().forEach(job -> job.queues().forEach(queue -> models.add(queue.model())));
    return models;
  }

  /** Parts of all jobs that belong on this queue and had not ended when they were looked at. */
  long unfinished(QueueName queue) {
    return prepared.values().stream().mapToLong(job -> job.unfinished(queue)).sum();
  }
}
