package stentor.control.library;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.control.problem.CalibrationProblem;
import stentor.control.problem.ControlException;
import stentor.control.problem.InstallationProblem;
import stentor.models.store.InstalledModel;
import stentor.protocol.file.DurableFiles;
import stentor.protocol.file.IoReason;
import stentor.protocol.job.Failure;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.protocol.program.Announcement;
import stentor.protocol.program.BoundedLines;
import stentor.protocol.program.Dist;
import stentor.protocol.program.EvidenceAnswer;
import stentor.protocol.program.EvidenceRequest;

/**
 * Runs models by {@code worker --evidence}, a child that dies with this process. Each has a folder
 * of its own for temporary files, which goes with it.
 */
public final class WorkerEvidence implements EvidenceSource {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerEvidence.class);
  private static final String PROGRAM = "worker";

  /** A large model from a slow disk, on a busy computer. */
  private static final Duration LOADED_WITHIN = Duration.ofMinutes(3);

  private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(2);
  private static final long GONE_WITHIN_SECONDS = 5;

  private final Optional<Dist> dist;
  private final Path home;

  /**
   * Describes where everything is.
   *
   * @param dist the built programs; absent where this process was not started from them
   * @param home Stentor's folder
   */
  public WorkerEvidence(Optional<Dist> dist, Path home) {
    this.dist = dist;
    this.home = home;
  }

  @Override
  public Listener load(InstalledModel model) throws InterruptedException {
    Dist programs = dist.orElseThrow(() -> missing("a folder of built programs"));
    if (!Files.isRegularFile(programs.folder().resolve(PROGRAM + ".args"))) {
      throw missing(programs.folder().resolve(PROGRAM + ".args").toString());
    }
    try {
      Files.createDirectories(home);
      Path scratch = Files.createTempDirectory(home, ".calibrating");
      return start(programs, model, scratch);
    } catch (IOException failed) {
      throw failed(model.document().id(), IoReason.of(failed), failed);
    }
  }

  private static Listener start(Dist programs, InstalledModel model, Path scratch)
      throws IOException, InterruptedException {
    boolean loaded = false;
    Child child = new Child(model.document().id(), scratch, process(programs, model, scratch));
    try {
      child.awaitLoaded();
      loaded = true;
      return child;
    } finally {
      if (!loaded) {
        child.close();
      }
    }
  }

  private static Process process(Dist programs, InstalledModel model, Path scratch)
      throws IOException {
    List<String> command =
        programs.command(
            PROGRAM,
            List.of(
                "-Dstentor.log=" + scratch.resolve("worker.log"), "-Djava.io.tmpdir=" + scratch),
            List.of(
                "--evidence",
                "--model",
                model.folder().toString(),
                "--threads",
                Integer.toString(Math.max(1, Runtime.getRuntime().availableProcessors() / 2))));
    boolean started = false;
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(scratch.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      started = true;
      return process;
    } finally {
      if (!started) {
        DurableFiles.deleteTree(scratch);
      }
    }
  }

  private static ControlException missing(String place) {
    return new ControlException(new InstallationProblem.MissingPart(PROGRAM, place));
  }

  private static ControlException failed(String model, String reason, Exception cause) {
    return new ControlException(new CalibrationProblem.ModelFailed(model, reason), cause);
  }

  private static final class Child implements Listener {

    private final String model;
    private final Path scratch;
    private final Process process;
    private final OutputStream requests;
    private final BoundedLines answers;

    Child(String model, Path scratch, Process process) {
      this.model = model;
      this.scratch = scratch;
      this.process = process;
      this.requests = process.getOutputStream();
      this.answers = new BoundedLines(process.getInputStream(), EvidenceAnswer.MOST_BYTES);
    }

    void awaitLoaded() throws InterruptedException {
      Announcement announced = within(LOADED_WITHIN, () -> read(Announcement.class));
      Optional<Failure> failure = announced.failure();
      if (failure.isPresent()) {
        throw new ControlException(
            new CalibrationProblem.ModelFailed(model, failure.get().message()));
      }
    }

    @Override
    public EvidenceAnswer ask(Path recording) throws InterruptedException {
      return within(
          ANSWERED_WITHIN,
          () -> {
            requests.write(
                Documents.write(new EvidenceRequest(recording.toAbsolutePath().toString())));
            requests.write("\n".getBytes(StandardCharsets.UTF_8));
            requests.flush();
            return read(EvidenceAnswer.class);
          });
    }

    private <T> T read(Class<T> type) throws IOException {
      byte[] line = answers.next().orElseThrow(() -> new IOException("its program has ended"));
      try {
        return Documents.read(line, type);
      } catch (DocumentException noAnswer) {
        throw new IOException("its program broke the protocol", noAnswer);
      }
    }

    private interface Exchange<T> {
      T make() throws IOException;
    }

    private <T> T within(Duration limit, Exchange<T> exchange) throws InterruptedException {
      CompletableFuture<T> answer = new CompletableFuture<>();
      Thread.ofVirtual()
          .name("evidence")
          .start(
              () -> {
                try {
                  answer.complete(exchange.make());
                } catch (IOException broke) {
                  answer.completeExceptionally(broke);
                }
              });
      try {
        return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException broke) {
        String reason =
            broke.getCause() instanceof IOException failed ? IoReason.of(failed) : broke.toString();
        throw failed(model, reason, broke);
      } catch (TimeoutException late) {
        throw failed(model, "there was no answer within " + limit.toMinutes() + " minutes", late);
      }
    }

    @Override
    public void close() {
      boolean interrupted = Thread.interrupted();
      process.destroyForcibly();
      try {
        boolean _ = process.waitFor(GONE_WITHIN_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException again) {
        interrupted = true;
      }
      try {
        DurableFiles.deleteTree(scratch);
      } catch (IOException stays) {
        LOG.warn("A folder for temporary files stays behind: {}", scratch, stays);
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
