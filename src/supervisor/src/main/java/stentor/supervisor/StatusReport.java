package stentor.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.Cost;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.environment.StatusDocument.ProcessStatus;
import stentor.protocol.environment.StatusDocument.Queue;
import stentor.protocol.environment.StatusDocument.ServedModelStatus;
import stentor.protocol.environment.StatusDocument.Workers;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.ServedModels;
import stentor.protocol.json.DocumentException;
import stentor.protocol.model.CalibrationDocument;
import stentor.protocol.model.ModelDocument;
import stentor.speech.language.Calibration;

/**
 * Tells what is, by files that are replaced when it has changed; that the last word still holds, by
 * the time of its file, so that one who died or hangs is not taken for one who has nothing new to
 * say. Used by one thread.
 */
final class StatusReport {

  private static final Logger LOG = LoggerFactory.getLogger(StatusReport.class);

  /** Readers count a supervisor as lost after six of these. */
  private static final Duration CONFIRM_EVERY = Duration.ofSeconds(5);

  private final EnvironmentFolder folder;
  private final InstantSource clock;
  private final Map<String, Optional<Installed>> installed = new HashMap<>();
  private Optional<StatusDocument> last = Optional.empty();
  private Instant confirmedAt = Instant.MIN;
  private Optional<ServedModels> lastServed = Optional.empty();
  private EnvironmentState current = EnvironmentState.ABSENT;

  StatusReport(EnvironmentFolder folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** An environment never jumps: a state that cannot follow is our mistake, and is not told. */
  void enter(EnvironmentState state) {
    if (current.mayBecome(state)) {
      current = state;
    } else {
      LOG.error("Defect: {} cannot become {}; it is told as it was", current, state);
    }
  }

  /**
   * Tells what is, in the state that was {@linkplain #enter entered} last.
   *
   * @param oldest by model, how many seconds its oldest unfinished job has been there
   * @param troubles what is wrong with this computer
   */
  void publish(
      EnvironmentDocument wanted,
      Role master,
      List<WorkerPool> pools,
      Map<String, Double> oldest,
      List<SupervisorProblem> troubles)
      throws IOException {
    StatusDocument status =
        new StatusDocument(
            1,
            folder.name(),
            Optional.of(wanted.platform()),
            current,
            master.ready() ? Optional.of("http://127.0.0.1:" + wanted.port()) : Optional.empty(),
            Optional.of(wanted.since()),
            wanted.expiresAt(),
            pools.stream().map(pool -> model(pool, oldest)).toList(),
            processes(master, pools),
            List.of(),
            Cost.FREE,
            problems(master, pools, troubles));
    Instant now = clock.instant();
    if (!Optional.of(status).equals(last)) {
      folder.publish(status);
      last = Optional.of(status);
      confirmedAt = now;
    } else if (isDue(now)) {
      folder.confirmStatus(now);
      confirmedAt = now;
    }
  }

  /** Also where the clock was put back. */
  private boolean isDue(Instant now) {
    return now.isBefore(confirmedAt) || now.isAfter(confirmedAt.plus(CONFIRM_EVERY));
  }

  void publishServed(List<WorkerPool> pools) throws IOException {
    List<ServedModels.ServedModel> models = new ArrayList<>();
    for (WorkerPool pool : pools) {
      installed(pool)
          .ifPresent(
              model ->
                  models.add(
                      new ServedModels.ServedModel(
                          pool.model().id(),
                          pool.model().version(),
                          model.document().task().word(),
                          model.document().languages(),
                          model.seconds(),
                          model.calibration(),
                          pool.unavailable())));
    }
    ServedModels served = new ServedModels(JobRequest.SCHEMA, models);
    if (!Optional.of(served).equals(lastServed)) {
      folder.publish(served);
      lastServed = Optional.of(served);
    }
  }

  private ServedModelStatus model(WorkerPool pool, Map<String, Double> oldest) {
    Optional<ModelDocument> document = installed(pool).map(Installed::document);
    Double seconds = oldest.get(pool.model().id());
    return new ServedModelStatus(
        pool.model().id(),
        pool.model().version(),
        document.map(one -> one.languages().getFirst()).orElse("und"),
        document.map(one -> one.task().word()).orElse(JobRequest.TRANSCRIBE),
        new Workers(pool.model().min(), pool.model().max(), pool.wanted(), pool.ready()),
        new Queue(
            pool.depth().visible(),
            pool.depth().inFlight(),
            seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds)));
  }

  /**
   * A model as it is installed; one that cannot be read is told of once and not looked at again.
   */
  private Optional<Installed> installed(WorkerPool pool) {
    String id = pool.model().id();
    String version = pool.model().version();
    return installed.computeIfAbsent(id + "/" + version, name -> read(id, version));
  }

  private Optional<Installed> read(String id, String version) {
    try {
      return Optional.of(
          new Installed(
              folder.modelDocument(id, version),
              folder.installedSeconds(id, version),
              folder.calibration(id, version).map(CalibrationDocument::calibration)));
    } catch (IOException | DocumentException unreadable) {
      LOG.error("The model {} {} cannot be read", id, version, unreadable);
      return Optional.empty();
    }
  }

  private record Installed(
      ModelDocument document, long seconds, Optional<Calibration> calibration) {}

  private static List<ProcessStatus> processes(Role master, List<WorkerPool> pools) {
    List<ProcessStatus> processes = new ArrayList<>();
    processes.add(new ProcessStatus("supervisor", ProcessHandle.current().pid(), Optional.empty()));
    master
        .child()
        .ifPresent(
            child -> processes.add(new ProcessStatus("master", child.pid(), Optional.empty())));
    for (WorkerPool pool : pools) {
      for (ChildProcess worker : pool.children()) {
        processes.add(new ProcessStatus("worker", worker.pid(), Optional.of(pool.model().id())));
      }
    }
    return processes;
  }

  private static List<ProblemStatus> problems(
      Role master, List<WorkerPool> pools, List<SupervisorProblem> troubles) {
    Stream<ProblemStatus> ofProcesses =
        Stream.concat(
                master.problem().stream(), pools.stream().flatMap(pool -> pool.problems().stream()))
            .map(StatusReport::problem);
    return Stream.concat(troubles.stream().map(ProblemStatus::of), ofProcesses).toList();
  }

  private static ProblemStatus problem(Failure failure) {
    return new ProblemStatus(
        failure.code(), failure.message(), "", List.of("Look at 'stentor logs'"));
  }
}
