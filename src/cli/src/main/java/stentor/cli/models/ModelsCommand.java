package stentor.cli.models;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import stentor.cli.EnvironmentOption;

/** {@code stentor models}: nothing without one of its commands. */
@Command(name = "models", description = "Shows, adds and calibrates models.")
public final class ModelsCommand {

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Mixin
  private final EnvironmentOption environment = new EnvironmentOption();
}
