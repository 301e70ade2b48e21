package stentor.supervisor;

import java.io.IOException;
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
import stentor.protocol.model.ModelDocument;

/** Tells what is, by files that are replaced when it has changed. Used by one thread. */
final class StatusReport {

  private static final Logger LOG = LoggerFactory.getLogger(StatusReport.class);

  private final EnvironmentFolder folder;
  private final Map<String, ModelDocument> documents = new HashMap<>();
  private Optional<StatusDocument> last = Optional.empty();
  private Optional<ServedModels> lastServed = Optional.empty();

  StatusReport(EnvironmentFolder folder) {
    this.folder = folder;
  }

  void publish(
      EnvironmentDocument wanted, EnvironmentState state, Role master, List<WorkerPool> pools)
      throws IOException {
    StatusDocument status =
        new StatusDocument(
            1,
            folder.name(),
            Optional.of(wanted.platform()),
            state,
            master.ready() ? Optional.of("http://127.0.0.1:" + wanted.port()) : Optional.empty(),
            Optional.of(wanted.since()),
            wanted.expiresAt(),
            pools.stream().map(this::model).toList(),
            processes(master, pools),
            List.of(),
            Cost.FREE,
            problems(master, pools));
    if (!Optional.of(status).equals(last)) {
      folder.publish(status);
      last = Optional.of(status);
    }
  }

  void publishServed(List<WorkerPool> pools) throws IOException {
    List<ServedModels.ServedModel> models = new ArrayList<>();
    for (WorkerPool pool : pools) {
      Optional<ModelDocument> document = document(pool);
      if (document.isPresent()) {
        models.add(
            new ServedModels.ServedModel(
                pool.model().id(),
                pool.model().version(),
                document.get().task().word(),
                document.get().languages(),
                folder.installedSeconds(pool.model().id(), pool.model().version()),
                pool.unavailable()));
      }
    }
    ServedModels served = new ServedModels(JobRequest.SCHEMA, models);
    if (!Optional.of(served).equals(lastServed)) {
      folder.publish(served);
      lastServed = Optional.of(served);
    }
  }

  private ServedModelStatus model(WorkerPool pool) {
    Optional<ModelDocument> document = document(pool);
    return new ServedModelStatus(
        pool.model().id(),
        pool.model().version(),
        document.map(one -> one.languages().getFirst()).orElse("und"),
        document.map(one -> one.task().word()).orElse(JobRequest.TRANSCRIBE),
        new Workers(pool.model().min(), pool.model().max(), pool.wanted(), pool.ready()),
        new Queue(pool.depth().visible(), pool.depth().inFlight(), OptionalDouble.empty()));
  }

  private Optional<ModelDocument> document(WorkerPool pool) {
    String id = pool.model().id();
    ModelDocument known = documents.get(id + "/" + pool.model().version());
    if (known != null) {
      return Optional.of(known);
    }
    try {
      ModelDocument read = folder.modelDocument(id, pool.model().version());
      documents.put(id + "/" + pool.model().version(), read);
      return Optional.of(read);
    } catch (IOException | DocumentException unreadable) {
      LOG.error("The model {} cannot be read", id, unreadable);
      return Optional.empty();
    }
  }

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

  private static List<ProblemStatus> problems(Role master, List<WorkerPool> pools) {
    return Stream.concat(
            master.problem().stream(), pools.stream().flatMap(pool -> pool.problems().stream()))
        .map(StatusReport::problem)
        .toList();
  }

  private static ProblemStatus problem(Failure failure) {
    return new ProblemStatus(
        failure.code(), failure.message(), "", List.of("Look at 'stentor logs'"));
  }
}
