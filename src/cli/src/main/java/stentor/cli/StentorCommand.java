package stentor.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code stentor} itself: shows what it can do. */
@Command(
    name = CommandTree.NAME,
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Speech recognition that scales, on this computer.",
    footer = {
      "",
      "No arguments: the desktop app.",
      "Exit status: 0 done, 1 failed, 2 wrong usage, 3 not available here, 130 interrupted."
    })
final class StentorCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    var commandLine = Objects.requireNonNull(spec).commandLine();
    commandLine.usage(commandLine.getOut());
  }
}
