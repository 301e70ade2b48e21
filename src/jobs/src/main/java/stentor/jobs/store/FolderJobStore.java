package stentor.jobs.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.file.DurableFiles;
import stentor.protocol.job.Attempt;
import stentor.protocol.job.Failure;
import stentor.protocol.job.IdempotencyClaim;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.PartResult;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.json.DocumentFiles;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;

/**
 * A job store in a folder: {@code jobs/<id>/{request.json,audio,prepared.wav,prepared.json,parts/,
 * outcome.json}}, a marker {@code open/<id>} for each job without an outcome, {@code untold/<id>}
 * for each whose webhook waits, {@code keys/} and {@code duties/}. Any number of processes on this
 * computer may use it at once. A job exists from the moment its request is there, which is the last
 * thing that is written when it is accepted.
 */
public final class FolderJobStore implements JobStore {

  private static final Logger LOG = LoggerFactory.getLogger(FolderJobStore.class);
  private static final Pattern RESULT = Pattern.compile("(\\d{1,6})\\.json");
  private static final Pattern ATTEMPT = Pattern.compile("(\\d{1,6})\\.attempt-(\\d{1,6})\\.json");

  private final Path jobs;
  private final Path open;
  private final Path scratch;
  private final Path keys;
  private final Path untold;
  private final Path duties;
  private final Clock clock;

  private FolderJobStore(Path root, Clock clock) {
    this.jobs = root.resolve("jobs");
    this.open = root.resolve("open");
    this.scratch = root.resolve("scratch");
    this.keys = root.resolve("keys");
    this.untold = root.resolve("untold");
    this.duties = root.resolve("duties");
    this.clock = clock;
  }

  /**
   * The store in this folder, made where it is not there yet.
   *
   * @throws IOException if the folder cannot be made
   */
  public static FolderJobStore in(Path root, Clock clock) throws IOException {
    FolderJobStore store = new FolderJobStore(root, clock);
    Files.createDirectories(store.jobs);
    Files.createDirectories(store.open);
    Files.createDirectories(store.scratch);
    return store;
  }

  @Override
  public void accept(JobRequest request, InputStream audio) throws IOException {
    boolean accepted = false;
    try {
      Path folder = folder(request.id());
      Files.createDirectories(folder.resolve("parts"));
      DurableFiles.write(folder.resolve("audio"), audio);
      createMarker(open.resolve(request.id().toString()));
      if (request.webhook().isPresent()) {
        Files.createDirectories(untold);
        createMarker(untold.resolve(request.id().toString()));
      }
      // The marker comes first: a marker without a request is no job, a request without one would
      // wait for ever.
      DocumentFiles.replace(folder.resolve("request.json"), request);
      DurableFiles.forceDirectory(jobs);
      accepted = true;
    } finally {
      if (!accepted) {
        abandonQuietly(request.id());
      }
    }
  }

  @Override
  public IdempotencyClaim claim(String key, IdempotencyClaim claim) throws IOException {
    Files.createDirectories(keys);
    Path file = keys.resolve(key + ".json");
    while (!DocumentFiles.create(file, claim)) {
      Optional<IdempotencyClaim> earlier = DocumentFiles.read(file, IdempotencyClaim.class);
      if (earlier.isPresent()) {
        return earlier.get();
      }
    }
    return claim;
  }

  @Override
  public void abandon(JobId job) throws IOException {
    Path folder = folder(job);
    if (Files.exists(folder.resolve("request.json"))) {
      return;
    }
    Files.deleteIfExists(open.resolve(job.toString()));
    markTold(job);
    for (String name : List.of("parts", "audio", ".")) {
      Files.deleteIfExists(folder.resolve(name).normalize());
    }
  }

  /**
   * Gives the room of half an upload back; whoever reads of the failure shall read of its cause.
   */
  private void abandonQuietly(JobId job) {
    try {
      Files.deleteIfExists(folder(job).resolve("request.json"));
      abandon(job);
    } catch (IOException failed) {
      LOG.warn("What was begun of job {} is left", job, failed);
    }
  }

  @Override
  public Optional<JobRequest> request(JobId job) throws IOException {
    return DocumentFiles.read(folder(job).resolve("request.json"), JobRequest.class);
  }

  @Override
  public LocalFile audio(JobId job) throws IOException {
    return original(folder(job).resolve("audio"));
  }

  @Override
  public LocalFile preparedAudio(JobId job) throws IOException {
    return original(folder(job).resolve("prepared.wav"));
  }

  @Override
  public Path scratch() {
    return scratch;
  }

  @Override
  public void putPrepared(JobId job, Path audio, PreparedJob prepared) throws IOException {
    Path folder = folder(job);
    try (FileChannel channel = FileChannel.open(audio, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        audio,
        folder.resolve("prepared.wav"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    DocumentFiles.replace(folder.resolve("prepared.json"), prepared);
  }

  @Override
  public Optional<PreparedJob> prepared(JobId job) throws IOException {
    return DocumentFiles.read(folder(job).resolve("prepared.json"), PreparedJob.class);
  }

  @Override
  public Samples samples(JobId job, long from, long to) throws IOException {
    return PreparedAudio.open(folder(job).resolve("prepared.wav")).read(from, to);
  }

  @Override
  public Attempt beginAttempt(JobId job, int part, String worker) throws IOException {
    Instant now = clock.instant();
    int number = attempts(job, part).stream().mapToInt(Attempt::number).max().orElse(0) + 1;
    while (true) {
      Attempt attempt = new Attempt(JobRequest.SCHEMA, number, worker, now, Optional.empty());
      if (DocumentFiles.create(attemptFile(job, part, number), attempt)) {
        return attempt;
      }
      number++;
    }
  }

  @Override
  public void failAttempt(JobId job, int part, Attempt attempt, Failure failure)
      throws IOException {
    DocumentFiles.replace(
        attemptFile(job, part, attempt.number()),
        new Attempt(
            attempt.schema(),
            attempt.number(),
            attempt.worker(),
            attempt.startedAt(),
            Optional.of(failure)));
  }

  @Override
  public void withdrawAttempt(JobId job, int part, Attempt attempt) throws IOException {
    Files.deleteIfExists(attemptFile(job, part, attempt.number()));
  }

  @Override
  public List<Attempt> attempts(JobId job, int part) throws IOException {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (String name : names(folder(job).resolve("parts"))) {
      Matcher matcher = ATTEMPT.matcher(name);
      if (matcher.matches() && Integer.parseInt(matcher.group(1)) == part) {
        numbers.add(Integer.parseInt(matcher.group(2)));
      }
    }
    List<Attempt> attempts = new ArrayList<>();
    for (int number : numbers) {
      DocumentFiles.read(attemptFile(job, part, number), Attempt.class).ifPresent(attempts::add);
    }
    return attempts;
  }

  @Override
  public SortedMap<Integer, Integer> begun(JobId job) throws IOException {
    TreeMap<Integer, Integer> attempts = new TreeMap<>();
    for (String name : names(folder(job).resolve("parts"))) {
      Matcher matcher = ATTEMPT.matcher(name);
      if (matcher.matches()) {
        attempts.merge(Integer.parseInt(matcher.group(1)), 1, Integer::sum);
      }
    }
    return attempts;
  }

  @Override
  public boolean createResult(JobId job, PartResult result) throws IOException {
    return DocumentFiles.create(resultFile(job, result.part()), result);
  }

  @Override
  public Optional<PartResult> result(JobId job, int part) throws IOException {
    return DocumentFiles.read(resultFile(job, part), PartResult.class);
  }

  @Override
  public SortedSet<Integer> ended(JobId job) throws IOException {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (String name : names(folder(job).resolve("parts"))) {
      Matcher matcher = RESULT.matcher(name);
      if (matcher.matches()) {
        numbers.add(Integer.parseInt(matcher.group(1)));
      }
    }
    return numbers;
  }

  @Override
  public boolean createOutcome(Outcome outcome) throws IOException {
    boolean made = DocumentFiles.create(folder(outcome.id()).resolve("outcome.json"), outcome);
    // Also where it was there already: whoever made it may have died before this line.
    Files.deleteIfExists(open.resolve(outcome.id().toString()));
    return made;
  }

  @Override
  public Optional<Outcome> outcome(JobId job) throws IOException {
    return DocumentFiles.read(folder(job).resolve("outcome.json"), Outcome.class);
  }

  @Override
  public void erase(JobId job) throws IOException {
    if (Files.exists(folder(job).resolve("outcome.json"))) {
      // The request goes first: without it there is no job, whatever else is still there.
      Optional<String> key = request(job).flatMap(JobRequest::idempotencyKey);
      Files.deleteIfExists(folder(job).resolve("request.json"));
      DurableFiles.deleteTree(folder(job));
      if (key.isPresent()) {
        Files.deleteIfExists(keys.resolve(key.get() + ".json"));
      }
      markTold(job);
    }
  }

  @Override
  public List<JobId> open() throws IOException {
    return names(open).stream().map(JobId::of).flatMap(Optional::stream).sorted().toList();
  }

  @Override
  public List<JobId> newest(int most, Optional<JobId> before) throws IOException {
    return names(jobs).stream()
        .map(JobId::of)
        .flatMap(Optional::stream)
        .filter(job -> before.isEmpty() || job.compareTo(before.get()) < 0)
        .sorted(Comparator.reverseOrder())
        .filter(job -> Files.exists(folder(job).resolve("request.json")))
        .limit(most)
        .toList();
  }

  @Override
  public List<JobId> untold() throws IOException {
    return names(untold).stream()
        .map(JobId::of)
        .flatMap(Optional::stream)
        .filter(job -> Files.exists(folder(job).resolve("outcome.json")))
        .sorted()
        .toList();
  }

  @Override
  public void markTold(JobId job) throws IOException {
    Files.deleteIfExists(untold.resolve(job.toString()));
  }

  @Override
  public boolean hold(String duty, String holder, Duration length) throws IOException {
    return FolderDuty.hold(duties, duty, holder, clock.instant(), length);
  }

  private static LocalFile original(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return new Original(file);
  }

  private Path folder(JobId job) {
    return jobs.resolve(job.toString());
  }

  private Path attemptFile(JobId job, int part, int number) {
    return folder(job).resolve("parts").resolve(part + ".attempt-" + number + ".json");
  }

  private Path resultFile(JobId job, int part) {
    return folder(job).resolve("parts").resolve(part + ".json");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    } catch (NoSuchFileException absent) {
      return List.of();
    }
  }

  private static void createMarker(Path marker) throws IOException {
    try {
      Files.createFile(marker);
    } catch (FileAlreadyExistsException there) {
      // A repeated acceptance of the same id.
    }
    Path folder = marker.getParent();
    if (folder != null) {
      DurableFiles.forceDirectory(folder);
    }
  }

  private record Original(Path path) implements LocalFile {
    @Override
    public void close() {
      // It belongs to the store.
    }
  }
}
