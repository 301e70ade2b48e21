package stentor.control.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import stentor.control.Platform;
import stentor.protocol.access.AccessToken;
import stentor.protocol.access.NamedTokens;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.file.DurableFiles;
import stentor.protocol.job.JobId;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Documents;

/**
 * The files of one environment on this computer, which are all that control and supervisor say to
 * each other. {@code environment.json}, {@code token}, {@code tokens.json}, {@code passing} and
 * {@code receipt.json} are written by who holds the writer's lock, {@code status.json} by the
 * supervisor, the job store (folders {@code jobs}, {@code open}) by the master.
 *
 * @param name its name
 * @param path its folder, which may not exist
 */
public record EnvironmentFolder(EnvironmentName name, Path path) {

  private static final String RECEIPT = "receipt.json";
  private static final String WRITER_LOCK = "writer.lock";
  private static final String SUPERVISOR_LOCK = "supervisor.lock";
  private static final String LOGS = "logs";
  private static final String JOURNAL = "journal.jsonl";

  /**
   * A lock's file stays: erased, two processes could hold locks on two files of its name. The
   * journal is put aside when all else is gone.
   */
  private static final Set<String> STAYING =
      Set.of(RECEIPT, WRITER_LOCK, SUPERVISOR_LOCK, LOGS, JOURNAL);

  public Path writerLock() {
    return path.resolve(WRITER_LOCK);
  }

  public Path supervisorLock() {
    return path.resolve(SUPERVISOR_LOCK);
  }

  public Path statusFile() {
    return path.resolve("status.json");
  }

  /** Holds an empty file for each job that has not ended. */
  public Path openJobs() {
    return path.resolve("open");
  }

  public Path tokenFile() {
    return path.resolve("token");
  }

  public Path logs() {
    return path.resolve(LOGS);
  }

  /** Tells of the changes of this environment. */
  public Path journal() {
    return path.resolve(JOURNAL);
  }

  /** The journal of the environment of this name that went last. */
  public Path archivedJournal() {
    return logs().resolve(JOURNAL);
  }

  /** Puts the journal of an environment that is gone among its logs. */
  public void archiveJournal() throws IOException {
    if (Files.exists(journal())) {
      Files.move(journal(), archivedJournal(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What the supervisor writes to its standard output and error. */
  public Path supervisorLog() {
    return logs().resolve("supervisor.out");
  }

  private Path environmentFile() {
    return path.resolve("environment.json");
  }

  /** What is wanted; empty where the environment is not there. */
  public Optional<EnvironmentDocument> wanted() throws IOException {
    return DocumentFiles.read(environmentFile(), EnvironmentDocument.class);
  }

  public void want(EnvironmentDocument document) throws IOException {
    DocumentFiles.replace(environmentFile(), document);
  }

  /**
   * What the supervisor, or the one before it, saw last. A status that cannot be read says as much
   * as none: the supervisor that lives replaces it soon.
   */
  public Optional<StatusDocument> seen() throws IOException {
    try {
      return DocumentFiles.read(statusFile(), StatusDocument.class);
    } catch (DocumentException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * When the supervisor said last that what it saw still holds, or took its lock; absent where it
   * did neither. What is there of the one before it was not said by this one.
   */
  public Optional<Instant> heardAt() throws IOException {
    Optional<Instant> began = changedAt(supervisorLock());
    Optional<Instant> said = changedAt(statusFile());
    return Stream.of(began, said).flatMap(Optional::stream).max(Comparator.naturalOrder());
  }

  private static Optional<Instant> changedAt(Path file) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  public void write(ReceiptDocument receipt) throws IOException {
    DocumentFiles.replace(path.resolve(RECEIPT), receipt);
  }

  /** The receipt of the last tear-down. */
  public Optional<ReceiptDocument> receipt() throws IOException {
    return DocumentFiles.read(path.resolve(RECEIPT), ReceiptDocument.class);
  }

  public Optional<String> token() throws IOException {
    try {
      return Optional.of(Files.readString(tokenFile(), StandardCharsets.US_ASCII).strip());
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Makes the token. */
  public void makeToken(RandomGenerator random) throws IOException {
    AccessToken token = AccessToken.next(random);
    PrivateFiles.create(tokenFile(), token.value().getBytes(StandardCharsets.US_ASCII));
  }

  private Path namedTokensFile() {
    return path.resolve(NamedTokens.FILE);
  }

  /** The tokens that have names; none where nobody made any. */
  public NamedTokens namedTokens() throws IOException {
    return DocumentFiles.read(namedTokensFile(), NamedTokens.class).orElse(NamedTokens.NONE);
  }

  public void keep(NamedTokens tokens) throws IOException {
    PrivateFiles.replace(namedTokensFile(), Documents.writeReadable(tokens));
  }

  /** Makes the folder where it is missing. */
  public void make() throws IOException {
    PrivateFiles.makeFolder(path);
    Files.createDirectories(logs());
  }

  /** Jobs with a marker in the job store: those that have not ended. */
  public long unfinishedJobs() throws IOException {
    try (Stream<Path> markers = Files.list(openJobs())) {
      return markers
          .map(marker -> marker.getFileName().toString())
          .map(JobId::of)
          .filter(Optional::isPresent)
          .count();
    } catch (NoSuchFileException none) {
      return 0;
    }
  }

  /** Whether it is up for the sake of one command only: {@link Platform.Wanted#passing()}. */
  public boolean isPassing() {
    return Files.exists(passingMark());
  }

  /** Remembers whether it is. */
  public void setPassing(boolean passing) throws IOException {
    if (!passing) {
      Files.deleteIfExists(passingMark());
    } else if (!isPassing()) {
      Files.createFile(passingMark());
    }
  }

  private Path passingMark() {
    return path.resolve("passing");
  }

  /** Forgets what a supervisor before has seen. */
  public void forgetSeen() throws IOException {
    Files.deleteIfExists(statusFile());
  }

  /**
   * Erases all but logs, receipt and locks. What is wanted goes last, so that whoever is stopped in
   * the midst of it is seen to have begun.
   */
  public void erase() throws IOException {
    for (Path entry : kept()) {
      if (!entry.equals(environmentFile())) {
        DurableFiles.deleteTree(entry);
      }
    }
    Files.deleteIfExists(environmentFile());
  }

  /** What {@link #erase()} has to erase and is still there. */
  public List<Path> kept() throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(entry -> !STAYING.contains(entry.getFileName().toString()))
          .sorted()
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }
}
