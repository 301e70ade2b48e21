package stentor.jobs.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;

/**
 * A job store in a bucket of S3, under a prefix. Any number of processes anywhere may use it at
 * once; their clocks should agree to a few seconds. What must be made once is made by a conditional
 * write; a store that does not know them cannot be used. The bucket should keep no old versions:
 * what is erased would stay there.
 */
public final class S3JobStore extends DocumentJobStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(S3JobStore.class);

  /** Audio up to this many bytes is held in memory while it is sent, larger audio in a file. */
  private static final int MOST_IN_MEMORY = 1 << 20;

  private static final int MOST_ERASING_ROUNDS = 10;

  private final S3Client client;
  private final Bucket bucket;
  private final Path scratch;

  /**
   * The store in this bucket.
   *
   * @param client taken over, and closed when this is closed
   * @param prefix empty, or the beginning of all keys, without a slash at its end
   * @param scratch folder for copies of audio, on this computer; made where it is not there yet
   */
  public S3JobStore(S3Client client, String bucket, String prefix, Path scratch, Clock clock) {
    super(clock);
    this.client = client;
    this.bucket = new Bucket(client, bucket, prefix.isEmpty() ? "" : prefix + "/");
    this.scratch = scratch;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The audio is sent once all of it is here, so that a client that goes away leaves nothing in
   * the bucket, and a try that failed can be repeated.
   */
  @Override
  public void accept(JobRequest request, InputStream audio) throws IOException {
    JobId job = request.id();
    byte[] beginning = audio.readNBytes(MOST_IN_MEMORY + 1);
    if (beginning.length <= MOST_IN_MEMORY) {
      bucket.replace(of(job, "audio"), RequestBody.fromBytes(beginning));
    } else {
      sendSpooled(job, beginning, audio);
    }
    replace(openMarker(job), new byte[0]);
    if (request.webhook().isPresent()) {
      replace(untoldMarker(job), new byte[0]);
    }
    references.own(request);
    // Another call may have accepted the same job meanwhile: then that one stands.
    create(requestOf(job), Documents.writeReadable(request));
    references.settle(request);
  }

  private void sendSpooled(JobId job, byte[] beginning, InputStream rest) throws IOException {
    Path spooled = scratchFile(job);
    try {
      try (var out = Files.newOutputStream(spooled)) {
        out.write(beginning);
        rest.transferTo(out);
      }
      bucket.replace(of(job, "audio"), RequestBody.fromFile(spooled));
    } finally {
      Files.deleteIfExists(spooled);
    }
  }

  @Override
  public LocalFile audio(JobId job) throws IOException {
    return copy(job, "audio");
  }

  @Override
  public LocalFile preparedAudio(JobId job) throws IOException {
    return copy(job, "prepared.wav");
  }

  private LocalFile copy(JobId job, String document) throws IOException {
    Path copy = scratchFile(job);
    boolean complete = false;
    try {
      bucket.copy(of(job, document), copy);
      complete = true;
      return new Copy(copy);
    } finally {
      if (!complete) {
        Files.deleteIfExists(copy);
      }
    }
  }

  @Override
  public Path scratch() throws IOException {
    return Files.createDirectories(scratch);
  }

  private Path scratchFile(JobId job) throws IOException {
    return scratch().resolve(job + "." + UUID.randomUUID());
  }

  @Override
  public boolean putPrepared(JobId job, Path audio, PreparedJob prepared) throws IOException {
    bucket.replace(of(job, "prepared.wav"), RequestBody.fromFile(audio));
    Files.delete(audio);
    return create(of(job, "prepared.json"), Documents.writeReadable(prepared));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Asks for the stretch only; that the audio is prepared was checked when it was put there.
   */
  @Override
  public Samples samples(JobId job, long from, long to) throws IOException {
    int length = Math.toIntExact(to - from);
    if (length == 0) {
      return new Samples(new float[0]);
    }
    long begin = PreparedAudio.offset(from);
    int bytes = Math.toIntExact(PreparedAudio.offset(to) - begin);
    try (InputStream in = bucket.readRange(of(job, "prepared.wav"), begin, bytes)) {
      return PreparedAudio.readStretch(in, length);
    }
  }

  @Override
  public List<JobId> newest(int most, Optional<JobId> before) throws IOException {
    return new NewestJobs(bucket, now()).find(most, before);
  }

  @Override
  public boolean hold(String duty, String holder, Duration length) throws IOException {
    String name = DUTIES + "/" + duty + ".json";
    Optional<Bucket.Tagged> held = bucket.read(name);
    if (held.isPresent()
        && read(name, held.get()).filter(other -> other.binds(holder, now())).isPresent()) {
      return false;
    }
    byte[] mine = Documents.writeReadable(Duty.of(holder, now(), length));
    return held.isPresent()
        ? bucket.replaceIf(held.get().tag(), name, mine)
        : bucket.create(name, mine);
  }

  private static Optional<Duty> read(String name, Bucket.Tagged held) throws IOException {
    try {
      return Optional.of(Documents.read(held.content(), Duty.class));
    } catch (DocumentException damaged) {
      LOG.warn("{} is damaged and written anew: {}", name, damaged.problem().sentence());
      return Optional.empty();
    }
  }

  @Override
  boolean create(String name, byte[] content) throws IOException {
    return bucket.create(name, content);
  }

  @Override
  void replace(String name, byte[] content) throws IOException {
    bucket.replace(name, RequestBody.fromBytes(content));
  }

  @Override
  Optional<InputStream> read(String name) throws IOException {
    return bucket.read(name).map(Bucket.Tagged::content);
  }

  @Override
  boolean exists(String name) throws IOException {
    return bucket.exists(name);
  }

  @Override
  void delete(String name) throws IOException {
    bucket.delete(name);
  }

  @Override
  List<String> list(String folder) throws IOException {
    String beginning = folder + "/";
    return bucket.names(beginning, true, "", Bucket.ALL, Integer.MAX_VALUE).stream()
        .filter(name -> !name.endsWith("/"))
        .map(name -> name.substring(beginning.length()))
        .toList();
  }

  @Override
  void deleteAll(JobId job) throws IOException {
    bucket.deleteAll(JOBS + "/" + job + "/");
  }

  /**
   * {@inheritDoc}
   *
   * <p>What else is under the prefix stays. The proof is a round of lists in which nothing was
   * found.
   */
  @Override
  public void eraseAll() throws IOException {
    for (int round = 0; round < MOST_ERASING_ROUNDS; round++) {
      long deleted = 0;
      for (String folder : List.of(OPEN, UNTOLD, JOBS, KEYS, RECORDINGS, DUTIES)) {
        deleted += bucket.deleteAll(folder + "/");
      }
      if (deleted == 0) {
        return;
      }
    }
    throw new IOException("Somebody goes on writing into the job store that is to be erased");
  }

  @Override
  public void close() {
    client.close();
  }

  private record Copy(Path path) implements LocalFile {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(path);
    }
  }
}
