package stentor.supervisor;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.job.Masters;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.program.Dist;

/** Starts master and workers of an environment on this computer. Immutable. */
final class LocalPrograms {

  private static final String MASTER = "master-1";

  private final Dist dist;
  private final EnvironmentFolder folder;
  private final URI queues;

  LocalPrograms(Dist dist, EnvironmentFolder folder, URI queues) {
    this.dist = dist;
    this.folder = folder;
    this.queues = queues;
  }

  /** Starts the master, and first tells the workers where it will be. */
  ChildProcess master(EnvironmentDocument wanted) throws IOException {
    URI address = URI.create("http://127.0.0.1:" + wanted.port());
    DocumentFiles.replace(
        folder.mastersFile(),
        new Masters(Masters.SCHEMA, List.of(new Masters.Master(MASTER, address))));
    return start(
        wanted,
        "master",
        "master",
        List.of(
            "--port", Integer.toString(wanted.port()),
            "--token-file", folder.tokenFile().toString(),
            "--tokens", folder.namedTokensFile().toString(),
            "--served", folder.servedFile().toString(),
            "--name", MASTER));
  }

  ChildProcess worker(EnvironmentDocument wanted, WantedModel model, int number)
      throws IOException {
    String name = "worker-" + model.id() + "-" + number;
    return start(
        wanted,
        "worker",
        name,
        List.of(
            "--model", folder.model(model.id(), model.version()).toString(),
            "--name", name,
            "--masters", folder.mastersFile().toString(),
            "--token-file", folder.tokenFile().toString()));
  }

  private ChildProcess start(
      EnvironmentDocument wanted, String program, String name, List<String> more)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--environment", folder.name().value(),
                "--store", folder.storeLocation(wanted),
                "--queue", queues.toString()));
    arguments.addAll(more);
    List<String> command = dist.command(program, options(name), arguments);
    return ChildProcess.start(name, command, folder.log(name + ".errors"));
  }

  private List<String> options(String name) {
    return List.of("-Dstentor.log=" + folder.log(name), "-Djava.io.tmpdir=" + folder.temporary());
  }
}
