package stentor.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stentor completion}. */
@Command(
    name = "completion",
    description = "Prints a script that completes commands in a shell.",
    footer = {"", "  source <(stentor completion bash)"})
final class CompletionCommand implements Callable<Integer> {

  private final Session session;

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Mixin
  private EnvironmentOption environment = new EnvironmentOption();

  @Spec private @Nullable CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private @Nullable Shell shell;

  /** The shells, as they are written; the script is made for both. */
  @SuppressWarnings("MemberName") // picocli shows and reads the names as they are
  enum Shell {
    /** Bash. */
    bash,
    /** Zsh, by its own support of bash's completion. */
    zsh
  }

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session
        .terminal()
        .answerAsIs(
            AutoComplete.bash(CommandTree.NAME, Objects.requireNonNull(spec).root().commandLine()));
    return ExitStatus.DONE;
  }
}
