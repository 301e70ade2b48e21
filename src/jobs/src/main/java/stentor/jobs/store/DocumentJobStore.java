package stentor.jobs.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;

/**
 * What every job store does in the same way, since its documents have the same names everywhere:
 * {@code jobs/<id>/{request.json,audio,prepared.wav,prepared.json,parts/,outcome.json}}, there also
 * {@code reference.json} and {@code score.json} where somebody knows what was said, a marker {@code
 * open/<id>} for each job without an outcome, {@code untold/<id>} for each whose webhook waits,
 * {@code keys/<key>.json}, {@code recordings/} ({@link References}) and {@code duties/<duty>.json}.
 * A subclass says how a document is made, replaced, read and deleted; a name is a path with {@code
 * /} between its words.
 */
abstract class DocumentJobStore implements JobStore {

  static final String JOBS = "jobs";
  static final String OPEN = "open";
  static final String UNTOLD = "untold";
  static final String KEYS = "keys";
  static final String RECORDINGS = "recordings";
  static final String DUTIES = "duties";

  private static final Logger LOG = LoggerFactory.getLogger(DocumentJobStore.class);

  private static final Pattern RESULT = Pattern.compile("(\\d{1,6})\\.json");
  private static final Pattern ATTEMPT = Pattern.compile("(\\d{1,6})\\.attempt-(\\d{1,6})\\.json");

  private final Clock clock;
  final References references = new References(this);

  DocumentJobStore(Clock clock) {
    this.clock = clock;
  }

  /**
   * Writes the document unless there is one; of any number of callers at once exactly one does.
   *
   * @return whether this call did
   */
  abstract boolean create(String name, byte[] content) throws IOException;

  /** Writes the document in the place of what was there. */
  abstract void replace(String name, byte[] content) throws IOException;

  /** The document from its first byte, if it is there. */
  abstract Optional<InputStream> read(String name) throws IOException;

  abstract boolean exists(String name) throws IOException;

  /** Deletes the document; one that is not there is fine. */
  abstract void delete(String name) throws IOException;

  /** The last words of the documents that are directly in a folder, in no order. */
  abstract List<String> list(String folder) throws IOException;

  /** Deletes all documents of a job. */
  abstract void deleteAll(JobId job) throws IOException;

  Instant now() {
    return clock.instant();
  }

  static String of(JobId job, String document) {
    return JOBS + "/" + job + "/" + document;
  }

  static String requestOf(JobId job) {
    return of(job, "request.json");
  }

  static String openMarker(JobId job) {
    return OPEN + "/" + job;
  }

  static String untoldMarker(JobId job) {
    return UNTOLD + "/" + job;
  }

  @Override
  public final IdempotencyClaim claim(String key, IdempotencyClaim claim) throws IOException {
    String name = KEYS + "/" + key + ".json";
    while (!create(name, Documents.writeReadable(claim))) {
      Optional<IdempotencyClaim> earlier = document(name, IdempotencyClaim.class);
      if (earlier.isPresent()) {
        return earlier.get();
      }
    }
    return claim;
  }

  @Override
  public final void abandon(JobId job) throws IOException {
    if (!exists(requestOf(job))) {
      delete(openMarker(job));
      markTold(job);
      deleteAll(job);
    }
  }

  @Override
  public final Optional<JobRequest> request(JobId job) throws IOException {
    return document(requestOf(job), JobRequest.class);
  }

  @Override
  public final Optional<PreparedJob> prepared(JobId job) throws IOException {
    return document(of(job, "prepared.json"), PreparedJob.class);
  }

  @Override
  public final Attempt beginAttempt(JobId job, int part, String worker) throws IOException {
    Instant now = now();
    int number = attempts(job, part).stream().mapToInt(Attempt::number).max().orElse(0) + 1;
    while (true) {
      Attempt attempt = new Attempt(JobRequest.SCHEMA, number, worker, now, Optional.empty());
      if (create(attempt(job, part, number), Documents.writeReadable(attempt))) {
        return attempt;
      }
      number++;
    }
  }

  @Override
  public final void failAttempt(JobId job, int part, Attempt attempt, Failure failure)
      throws IOException {
    Attempt failed =
        new Attempt(
            attempt.schema(),
            attempt.number(),
            attempt.worker(),
            attempt.startedAt(),
            Optional.of(failure));
    replace(attempt(job, part, attempt.number()), Documents.writeReadable(failed));
  }

  @Override
  public final void withdrawAttempt(JobId job, int part, Attempt attempt) throws IOException {
    delete(attempt(job, part, attempt.number()));
  }

  @Override
  public final List<Attempt> attempts(JobId job, int part) throws IOException {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (String name : list(of(job, "parts"))) {
      Matcher matcher = ATTEMPT.matcher(name);
      if (matcher.matches() && Integer.parseInt(matcher.group(1)) == part) {
        numbers.add(Integer.parseInt(matcher.group(2)));
      }
    }
    List<Attempt> attempts = new ArrayList<>();
    for (int number : numbers) {
      document(attempt(job, part, number), Attempt.class).ifPresent(attempts::add);
    }
    return attempts;
  }

  @Override
  public final SortedMap<Integer, Integer> begun(JobId job) throws IOException {
    TreeMap<Integer, Integer> attempts = new TreeMap<>();
    for (String name : list(of(job, "parts"))) {
      Matcher matcher = ATTEMPT.matcher(name);
      if (matcher.matches()) {
        attempts.merge(Integer.parseInt(matcher.group(1)), 1, Integer::sum);
      }
    }
    return attempts;
  }

  @Override
  public final boolean createResult(JobId job, PartResult result) throws IOException {
    return create(result(job, result.part(), ".json"), Documents.writeReadable(result));
  }

  @Override
  public final Optional<PartResult> result(JobId job, int part) throws IOException {
    return document(result(job, part, ".json"), PartResult.class);
  }

  @Override
  public final SortedSet<Integer> ended(JobId job) throws IOException {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (String name : list(of(job, "parts"))) {
      Matcher matcher = RESULT.matcher(name);
      if (matcher.matches()) {
        numbers.add(Integer.parseInt(matcher.group(1)));
      }
    }
    return numbers;
  }

  @Override
  public final boolean createOutcome(Outcome outcome) throws IOException {
    boolean made = create(outcomeOf(outcome.id()), Documents.writeReadable(outcome));
    // Also where it was there already: whoever made it may have died before this line.
    delete(openMarker(outcome.id()));
    return made;
  }

  @Override
  public final boolean closeEnded(JobId job) throws IOException {
    boolean ended = exists(outcomeOf(job));
    if (ended) {
      delete(openMarker(job));
    }
    return ended;
  }

  @Override
  public final Optional<Outcome> outcome(JobId job) throws IOException {
    return document(outcomeOf(job), Outcome.class);
  }

  @Override
  public final void erase(JobId job) throws IOException {
    if (exists(outcomeOf(job))) {
      Optional<JobRequest> request = request(job);
      Optional<String> key = request.flatMap(JobRequest::idempotencyKey);
      if (key.isPresent()) {
        free(KEYS + "/" + key.get() + ".json", job);
      }
      references.forget(request.flatMap(JobRequest::recording), job);
      // The request goes before all else of it: without it there is no job.
      delete(requestOf(job));
      delete(openMarker(job));
      markTold(job);
      deleteAll(job);
    }
  }

  /**
   * The key goes first: a claim that outlived its job would have the next request with the key
   * accepted under the id that is just being erased. A key that another job has got stays.
   */
  private void free(String key, JobId job) throws IOException {
    try {
      if (document(key, IdempotencyClaim.class)
          .filter(held -> held.job().equals(job))
          .isPresent()) {
        delete(key);
      }
    } catch (DocumentException damaged) {
      LOG.warn("Whose key it was is unknown: {}", damaged.problem().sentence());
    }
  }

  @Override
  public final void refer(String recording, Reference reference) throws IOException {
    references.refer(recording, reference);
  }

  @Override
  public final Optional<Reference> reference(JobRequest request) throws IOException {
    return references.of(request);
  }

  @Override
  public final void keepScore(JobId job, ScoreDocument score) throws IOException {
    replace(of(job, "score.json"), Documents.writeReadable(score));
    boolean _ = removeIfErased(job, of(job, "score.json"));
  }

  @Override
  public final Optional<ScoreDocument> score(JobId job) throws IOException {
    return document(of(job, "score.json"), ScoreDocument.class);
  }

  /**
   * Deletes what was just written to a job whose request is gone. Who erases deletes the request
   * before it looks what else there is: of the two one finds the document.
   *
   * @return whether it was gone
   */
  final boolean removeIfErased(JobId job, String document) throws IOException {
    boolean erased = !isAccepted(job);
    if (erased) {
      delete(document);
    }
    return erased;
  }

  final boolean isAccepted(JobId job) throws IOException {
    return exists(requestOf(job));
  }

  @Override
  public final List<JobId> open() throws IOException {
    return jobs(OPEN);
  }

  @Override
  public final List<JobId> untold() throws IOException {
    Set<JobId> open = new HashSet<>(open());
    List<JobId> untold = new ArrayList<>();
    for (JobId job : jobs(UNTOLD)) {
      // A look at the outcome costs something for each; the open ones are told apart by one list.
      if (!open.contains(job) && exists(outcomeOf(job))) {
        untold.add(job);
      }
    }
    return untold;
  }

  @Override
  public final void markTold(JobId job) throws IOException {
    delete(untoldMarker(job));
  }

  private List<JobId> jobs(String folder) throws IOException {
    return list(folder).stream().map(JobId::of).flatMap(Optional::stream).sorted().toList();
  }

  /** What the document says; {@link stentor.protocol.json.DocumentException} if it is damaged. */
  final <T> Optional<T> document(String name, Class<T> type) throws IOException {
    Optional<InputStream> content = read(name);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = content.get()) {
      return Optional.of(Documents.read(in, type));
    }
  }

  private static String outcomeOf(JobId job) {
    return of(job, "outcome.json");
  }

  private static String attempt(JobId job, int part, int number) {
    return result(job, part, ".attempt-" + number + ".json");
  }

  private static String result(JobId job, int part, String suffix) {
    return of(job, "parts/" + part + suffix);
  }
}
