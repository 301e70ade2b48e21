package stentor.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import stentor.cli.manual.ManualPage;
import stentor.cli.terminal.StandardStreams;
import stentor.cli.terminal.Terminal;

/** Writes the manual page, which is kept with the sources so that a package need not make it. */
public final class ManualProgram {

  private ManualProgram() {}

  /**
   * Writes it.
   *
   * @param arguments the file
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      StandardStreams.open().problem("usage: ManualProgram FILE");
      System.exit(ExitStatus.WRONG_USAGE);
    }
    Terminal terminal = StandardStreams.open();
    Session session = new Session(terminal, CliProgram.services(terminal));
    Files.writeString(Path.of(arguments[0]), page(session), StandardCharsets.UTF_8);
  }

  /** The page of the program as it is built. */
  static String page(Session session) throws IOException {
    return ManualPage.of(
        CommandTree.whole(session).getCommandSpec(), new Version().getVersion()[0]);
  }
}
