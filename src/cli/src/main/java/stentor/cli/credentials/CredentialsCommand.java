package stentor.cli.credentials;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import stentor.cli.EnvironmentOption;

/** {@code stentor credentials}: nothing without one of its commands. */
@Command(
    name = "credentials",
    description = "Says who you are to AWS, and keeps access keys for you.")
public final class CredentialsCommand {

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Mixin
  private final EnvironmentOption environment = new EnvironmentOption();
}
