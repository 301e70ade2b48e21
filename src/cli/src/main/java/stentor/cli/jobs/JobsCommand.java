package stentor.cli.jobs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import stentor.cli.EnvironmentOption;

/** {@code stentor jobs}: nothing without one of its commands. */
@Command(
    name = "jobs",
    description = "Shows the jobs of an environment that is up, repeats and cancels them.")
public final class JobsCommand {

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Mixin
  private final EnvironmentOption environment = new EnvironmentOption();
}
