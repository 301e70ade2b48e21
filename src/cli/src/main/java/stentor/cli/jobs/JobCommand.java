package stentor.cli.jobs;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stentor.cli.EnvironmentOption;
import stentor.cli.Session;
import stentor.cli.progress.Progress;
import stentor.cli.terminal.Terminal;
import stentor.control.Endpoint;
import stentor.control.master.MasterClient;
import stentor.protocol.json.Documents;

/** A command that asks the master of an environment that is up; it never makes one. */
abstract class JobCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  JobCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (MasterClient master = new MasterClient(endpoint())) {
      return ask(master);
    }
  }

  /** Does what the command does, and returns its exit status. */
  abstract int ask(MasterClient master) throws InterruptedException;

  final Session session() {
    return session;
  }

  final Terminal terminal() {
    return session.terminal();
  }

  final EnvironmentOption environment() {
    return environment;
  }

  final boolean json() {
    return json;
  }

  final void answerJson(Object document) {
    terminal().answer(new String(Documents.write(document), StandardCharsets.UTF_8));
  }

  private Endpoint endpoint() throws InterruptedException {
    try (Progress progress = session.progress()) {
      return session.services().environments().endpoint(environment.name(), progress);
    }
  }
}
