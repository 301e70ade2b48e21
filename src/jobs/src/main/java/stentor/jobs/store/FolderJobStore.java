package stentor.jobs.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.file.DurableFiles;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.json.Documents;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;

/**
 * A job store in a folder, all of it on one disk. Any number of processes on this computer may use
 * it at once.
 *
 * <p>What a power cut leaves of {@link #accept}: audio and request are written and forced in a
 * folder in {@code scratch/}, then the marker {@code open/<id>} is made and forced, then the folder
 * gets its place {@code jobs/<id>} by one rename, then that is forced. So a job is there whole or
 * not at all; a job that is there has its marker, without which nobody would go on with it; and a
 * marker without a job is one that was never accepted, which {@link #abandon} removes. Each of the
 * two folders that all jobs share is forced once for all threads that wait for it ({@link
 * SharedForce}). The folder {@code parts/} is made with the first document in it.
 */
public final class FolderJobStore extends DocumentJobStore {

  private static final Logger LOG = LoggerFactory.getLogger(FolderJobStore.class);

  private static final int LATE_WRITERS = 3;

  private final Path root;
  private final Path scratch;
  private final SharedForce jobEntries;
  private final SharedForce openEntries;
  private final SharedForce untoldEntries;

  private FolderJobStore(Path root, Clock clock) {
    super(clock);
    this.root = root;
    this.scratch = root.resolve("scratch");
    this.jobEntries = new SharedForce(root.resolve(JOBS));
    this.openEntries = new SharedForce(root.resolve(OPEN));
    this.untoldEntries = new SharedForce(root.resolve(UNTOLD));
  }

  /**
   * The store in this folder, made where it is not there yet.
   *
   * @throws IOException if the folder cannot be made
   */
  public static FolderJobStore in(Path root, Clock clock) throws IOException {
    for (String folder : List.of(JOBS, OPEN, UNTOLD, KEYS, RECORDINGS, DUTIES, "scratch")) {
      Files.createDirectories(root.resolve(folder));
    }
    return new FolderJobStore(root, clock);
  }

  @Override
  public void accept(JobRequest request, InputStream audio) throws IOException {
    JobId job = request.id();
    Path begun = scratch.resolve(job + "." + UUID.randomUUID());
    Files.createDirectory(begun);
    try {
      writeForced(begun.resolve("audio"), audio);
      writeForced(
          begun.resolve("request.json"),
          new ByteArrayInputStream(Documents.writeReadable(request)));
      DurableFiles.forceDirectory(begun);
      mark(openMarker(job), openEntries);
      if (request.webhook().isPresent()) {
        mark(untoldMarker(job), untoldEntries);
      }
      references.own(request);
      place(begun, job);
      jobEntries.force();
    } finally {
      giveBack(begun);
    }
    references.settle(request);
  }

  private static void writeForced(Path file, InputStream content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      content.transferTo(out);
      channel.force(true);
    }
  }

  /** Does nothing once it has its place. Whoever reads of a failure shall read of its cause. */
  private static void giveBack(Path begun) {
    try {
      DurableFiles.deleteTree(begun);
    } catch (IOException failed) {
      LOG.warn("What was begun is left until the next start: {}", begun, failed);
    }
  }

  /** Another call may have accepted the same job meanwhile: then that one stands. */
  private void place(Path begun, JobId job) throws IOException {
    try {
      Files.move(begun, file(JOBS + "/" + job), StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException taken) {
      if (!exists(requestOf(job))) {
        throw taken;
      }
    }
  }

  private void mark(String marker, SharedForce entries) throws IOException {
    try {
      Files.createFile(file(marker));
    } catch (FileAlreadyExistsException there) {
      // Perhaps made a moment ago by another call, and not forced yet.
    }
    entries.force();
  }

  @Override
  public LocalFile audio(JobId job) throws IOException {
    return original(file(of(job, "audio")));
  }

  @Override
  public LocalFile preparedAudio(JobId job) throws IOException {
    return original(file(of(job, "prepared.wav")));
  }

  @Override
  public Path scratch() {
    return scratch;
  }

  @Override
  public boolean putPrepared(JobId job, Path audio, PreparedJob prepared) throws IOException {
    DurableFiles.force(audio);
    Files.move(
        audio,
        file(of(job, "prepared.wav")),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    return create(of(job, "prepared.json"), Documents.writeReadable(prepared));
  }

  @Override
  public Samples samples(JobId job, long from, long to) throws IOException {
    return PreparedAudio.open(file(of(job, "prepared.wav"))).read(from, to);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Reads the names of all jobs, old ones too, and looks at no more of them than it returns, but
   * for those that are half erased.
   */
  @Override
  public List<JobId> newest(int most, Optional<JobId> before) throws IOException {
    // The canonical texts of ids of version 7 are in the order of the ids.
    PriorityQueue<String> names = new PriorityQueue<>(Comparator.reverseOrder());
    for (String name : list(JOBS)) {
      if (before.isEmpty() || name.compareTo(before.get().toString()) < 0) {
        names.add(name);
      }
    }
    List<JobId> newest = new ArrayList<>();
    for (String name = names.poll(); name != null && newest.size() < most; name = names.poll()) {
      JobId.of(name).filter(job -> exists(requestOf(job))).ifPresent(newest::add);
    }
    return newest;
  }

  @Override
  public boolean hold(String duty, String holder, Duration length) throws IOException {
    return FolderDuty.hold(root.resolve(DUTIES), duty, holder, now(), length);
  }

  @Override
  boolean create(String name, byte[] content) throws IOException {
    makeParts(name);
    return DurableFiles.create(file(name), content);
  }

  @Override
  void replace(String name, byte[] content) throws IOException {
    DurableFiles.replace(file(name), content);
  }

  /** Only where the job is there: a late result brings no erased job back. */
  private void makeParts(String name) throws IOException {
    Path folder = root.resolve(name).getParent();
    if (folder != null && folder.endsWith("parts") && !Files.exists(folder)) {
      try {
        Files.createDirectory(folder);
      } catch (FileAlreadyExistsException there) {
        // Made by another call just now, and perhaps not forced yet.
      }
      DurableFiles.forceDirectory(folder.resolve(".."));
    }
  }

  @Override
  Optional<InputStream> read(String name) throws IOException {
    try {
      return Optional.of(Files.newInputStream(file(name)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  @Override
  boolean exists(String name) {
    return Files.exists(file(name));
  }

  @Override
  void delete(String name) throws IOException {
    Files.deleteIfExists(file(name));
  }

  @Override
  List<String> list(String folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(file(folder))) {
      List<String> names = new ArrayList<>();
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
      return names;
    } catch (NoSuchFileException absent) {
      return List.of();
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
  }

  @Override
  void deleteAll(JobId job) throws IOException {
    Path folder = file(JOBS + "/" + job);
    for (int again = 0; again < LATE_WRITERS; again++) {
      try {
        DurableFiles.deleteTree(folder);
        return;
      } catch (DirectoryNotEmptyException late) {
        LOG.info("Somebody wrote a result of job {} while it was erased", job);
      }
    }
    DurableFiles.deleteTree(folder);
  }

  private Path file(String name) {
    return root.resolve(name);
  }

  private static LocalFile original(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return new Original(file);
  }

  @Override
  public void eraseAll() throws IOException {
    for (String folder : List.of(OPEN, UNTOLD, JOBS, KEYS, RECORDINGS, DUTIES, "scratch")) {
      DurableFiles.deleteTree(root.resolve(folder));
    }
  }

  private record Original(Path path) implements LocalFile {
    @Override
    public void close() {
      // It belongs to the store.
    }
  }
}
