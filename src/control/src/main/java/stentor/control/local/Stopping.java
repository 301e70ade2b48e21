package stentor.control.local;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stentor.control.environment.EnvironmentFolder;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.json.DocumentException;

/**
 * Ends the processes of an environment: asked by its document, then by signals. Its caller holds
 * the writer's lock.
 */
final class Stopping {

  private final Site site;
  private final EnvironmentFolder folder;

  Stopping(Site site) {
    this.site = site;
    this.folder = site.folder();
  }

  /** Stops what runs, and leaves everything else. */
  void stop(Wanted wanted, List<RunningProcess> known) throws IOException, InterruptedException {
    List<RunningProcess> processes = processes(known);
    ask(wanted);
    end(processes);
  }

  /**
   * All that run now: once they are being stopped, children lose the parents that tell of them.
   *
   * @param known processes that nothing else may tell of
   */
  List<RunningProcess> processes(List<RunningProcess> known) throws IOException {
    return RunningProcess.withDescendants(
        Stream.of(
                known,
                RunningProcess.of(folder, site.watch()),
                RunningProcess.byCommandLine(folder))
            .flatMap(List::stream)
            .filter(process -> process.handle().isAlive())
            .toList());
  }

  /**
   * Writes down that it is not wanted up, and waits for a supervisor that lives to have stopped
   * everything in order. One that takes its lock later reads that it is not wanted, and leaves.
   */
  void ask(Wanted wanted) throws IOException, InterruptedException {
    Optional<EnvironmentDocument> document = document();
    if (document.isPresent()) {
      if (document.get().wanted() != wanted) {
        folder.want(document.get().withWanted(wanted));
      }
      boolean _ = Waiting.until(() -> !site.isSupervised(), site.deadlines().stop());
    }
  }

  /**
   * What is wanted; absent where that cannot be read, which shall not keep anybody from stopping
   * it.
   */
  private Optional<EnvironmentDocument> document() throws IOException {
    try {
      return folder.wanted();
    } catch (DocumentException unreadable) {
      return Optional.empty();
    }
  }

  /** Children leave by themselves without their supervisor; what stays is asked, then forced. */
  void end(List<RunningProcess> processes) throws IOException, InterruptedException {
    if (!haveLeft(processes)) {
      processes.forEach(process -> process.handle().destroy());
      if (!haveLeft(processes)) {
        processes.forEach(process -> process.handle().destroyForcibly());
        boolean _ = haveLeft(processes);
      }
    }
  }

  private boolean haveLeft(List<RunningProcess> processes)
      throws IOException, InterruptedException {
    return Waiting.until(
        () -> processes.stream().noneMatch(process -> process.handle().isAlive()),
        site.deadlines().leave());
  }
}
