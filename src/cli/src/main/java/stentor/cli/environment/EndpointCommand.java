package stentor.cli.environment;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.progress.Progress;
import stentor.control.Endpoint;

/** {@code stentor endpoint}. */
@Command(
    name = "endpoint",
    description = "Prints address and token of an environment, for eval.",
    footer = {
      "",
      "  eval $(stentor endpoint)",
      "  curl -H \"Authorization: Bearer $STENTOR_TOKEN\"" + " $STENTOR_URL/v1/models"
    })
public final class EndpointCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  /** The command of this session. */
  public EndpointCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Endpoint endpoint;
    try (Progress progress = session.progress()) {
      endpoint = session.services().environments().endpoint(environment.name(), progress);
    }
    session.terminal().answer("STENTOR_URL=" + endpoint.url());
    session.terminal().answer("STENTOR_TOKEN=" + endpoint.token());
    return ExitStatus.DONE;
  }
}
