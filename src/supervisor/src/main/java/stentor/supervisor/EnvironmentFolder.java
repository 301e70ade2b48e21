package stentor.supervisor;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import stentor.protocol.access.NamedTokens;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.job.ServedModels;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Documents;
import stentor.protocol.model.CalibrationDocument;
import stentor.protocol.model.ModelDocument;

/**
 * The files by which the supervisor hears what is wanted and tells what is.
 *
 * @param name the environment
 * @param home Stentor's home folder
 */
record EnvironmentFolder(EnvironmentName name, Path home) {

  private static final int LOCK_LOOKS = 20;
  private static final long LOCK_PAUSE_MILLISECONDS = 50;

  /** {@code environments/<name>}: also where the job store is. */
  Path path() {
    return home.resolve("environments").resolve(name.value());
  }

  /** Where jobs are kept, as every program takes it: this folder or a bucket. */
  String storeLocation(EnvironmentDocument wanted) {
    return wanted.store().map(URI::toString).orElseGet(() -> path().toString());
  }

  Path tokenFile() {
    return path().resolve("token");
  }

  /** The tokens that have names; may not be there. */
  Path namedTokensFile() {
    return path().resolve(NamedTokens.FILE);
  }

  Path servedFile() {
    return path().resolve("served.json");
  }

  /** The masters, told to the workers. */
  Path mastersFile() {
    return path().resolve("masters.json");
  }

  /** Folder for the temporary files of the processes, so that none is left elsewhere. */
  Path temporary() {
    return path().resolve("tmp");
  }

  /** That folder and the one where the job store begins what it accepts. */
  List<Path> temporaryFolders() {
    return List.of(temporary(), path().resolve("scratch"));
  }

  Path log(String process) {
    return path().resolve("logs").resolve(process + ".log");
  }

  /** What is wanted; absent once the environment was erased. */
  Optional<EnvironmentDocument> wanted() throws IOException {
    return DocumentFiles.read(path().resolve("environment.json"), EnvironmentDocument.class);
  }

  /** The masters are gone. */
  void removeMasters() throws IOException {
    Files.deleteIfExists(mastersFile());
  }

  void publish(StatusDocument status) throws IOException {
    DocumentFiles.replace(path().resolve("status.json"), status);
  }

  /** Says that what was published last still holds. */
  void confirmStatus(Instant now) throws IOException {
    Files.setLastModifiedTime(path().resolve("status.json"), FileTime.from(now));
  }

  void publish(ServedModels served) throws IOException {
    DocumentFiles.replace(servedFile(), served);
  }

  Path model(String id, String version) {
    return home.resolve("models").resolve(id).resolve(version);
  }

  ModelDocument modelDocument(String id, String version) throws IOException {
    return Documents.read(model(id, version).resolve(ModelDocument.FILE), ModelDocument.class);
  }

  /** How it was calibrated, if it was. */
  Optional<CalibrationDocument> calibration(String id, String version) throws IOException {
    return DocumentFiles.read(
        model(id, version).resolve(CalibrationDocument.FILE), CalibrationDocument.class);
  }

  /** When the model was installed, seconds since 1970. */
  long installedSeconds(String id, String version) throws IOException {
    return Files.getLastModifiedTime(model(id, version).resolve(ModelDocument.FILE))
        .to(TimeUnit.SECONDS);
  }

  /**
   * Writes down that the environment ended by itself, so that nobody starts it again unasked.
   *
   * @param judged what was wanted of it when it was found to have reached its end
   * @return false while somebody else is writing, or has written since: it may not be wanted any
   *     more, or be wanted longer
   */
  boolean writeDownStop(EnvironmentDocument judged) throws IOException {
    try (FileChannel channel = openLock("writer.lock");
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return false;
      }
      if (!wanted().equals(Optional.of(judged))) {
        return false;
      }
      DocumentFiles.replace(path().resolve("environment.json"), judged.withWanted(Wanted.STOPPED));
      return true;
    }
  }

  /**
   * The lock that a living supervisor holds, with its process id in it.
   *
   * @return the lock, to be kept open as long as this process lives; absent where another has it
   */
  Optional<FileChannel> lockSupervisor() throws IOException, InterruptedException {
    FileChannel channel = openLock("supervisor.lock");
    boolean locked = false;
    try {
      // Whoever looks whether a supervisor lives holds the lock for a moment.
      for (int looks = 0; looks < LOCK_LOOKS && !locked; looks++) {
        Thread.sleep(looks == 0 ? 0 : LOCK_PAUSE_MILLISECONDS);
        locked = channel.tryLock() != null;
      }
      if (!locked) {
        return Optional.empty();
      }
      channel.truncate(0);
      channel.write(StandardCharsets.UTF_8.encode(Long.toString(ProcessHandle.current().pid())));
      return Optional.of(channel);
    } catch (OverlappingFileLockException here) {
      return Optional.empty();
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private FileChannel openLock(String lock) throws IOException {
    Files.createDirectories(path());
    return FileChannel.open(
        path().resolve(lock),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }
}
