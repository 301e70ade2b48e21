package stentor.cli;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stentor help}: what {@code --help} of a command shows, for whoever asks the other way. */
@Command(name = HelpCommand.NAME, description = "Shows how a command is used.")
final class HelpCommand implements Callable<Integer> {

  /** The command's name. */
  static final String NAME = "help";

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Mixin
  private EnvironmentOption environment = new EnvironmentOption();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command; none: all.")
  private List<String> words = List.of();

  @Override
  public Integer call() {
    CommandLine own = Objects.requireNonNull(spec).commandLine();
    CommandLine command = Objects.requireNonNull(own.getParent());
    for (String word : words) {
      command =
          Optional.ofNullable(command.getSubcommands().get(word))
              .orElseThrow(
                  () ->
                      new ParameterException(
                          own, "There is no command '" + String.join(" ", words) + "'"));
    }
    command.usage(own.getOut());
    return ExitStatus.DONE;
  }
}
