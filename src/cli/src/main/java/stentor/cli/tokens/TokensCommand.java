package stentor.cli.tokens;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import stentor.cli.EnvironmentOption;

/** {@code stentor tokens}: nothing without one of its commands. */
@Command(
    name = "tokens",
    description = "Shows, adds and revokes tokens of an environment's clients.")
public final class TokensCommand {

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Mixin
  private final EnvironmentOption environment = new EnvironmentOption();
}
