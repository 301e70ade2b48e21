package stentor.cli;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import stentor.cli.terminal.StandardStreams;
import stentor.cli.terminal.Terminal;
import stentor.cli.terminal.TerminalSignIn;
import stentor.control.Environments;
import stentor.control.LibraryModels;
import stentor.control.cloud.CloudPlatforms;
import stentor.control.library.LocalModels;
import stentor.control.library.WorkerEvidence;
import stentor.control.local.Deadlines;
import stentor.control.local.LocalPlatform;
import stentor.control.local.SupervisorLauncher;
import stentor.control.secret.AccessKeys;
import stentor.models.StentorHome;
import stentor.models.library.ModelLibrary;
import stentor.protocol.program.Dist;

/** The command line's composition root. */
public final class CliProgram {

  private CliProgram() {}

  /** Runs the command that these words name. */
  public static void main(String[] words) {
    Terminal terminal = StandardStreams.open();
    Interruption.exitAfter(() -> run(terminal, List.of(words)), terminal);
  }

  private static int run(Terminal terminal, List<String> words) {
    int status = CommandTree.run(new Session(terminal, services(terminal)), words);
    if (terminal.out().checkError()) {
      terminal.problem("The answer could not be written to standard output");
      return status == ExitStatus.DONE ? ExitStatus.FAILED : status;
    }
    return status;
  }

  static Services services(Terminal terminal) {
    StentorHome home = StentorHome.ofThisProcess();
    Supplier<ModelLibrary> library = ModelLibrary.onceAsked(home, System.getenv());
    LocalPlatform platform =
        new LocalPlatform(
            home.environments(),
            new SupervisorLauncher(Dist.find(), home.root()),
            Clock.systemUTC(),
            new SecureRandom(),
            Deadlines.GENEROUS);
    AccessKeys keys =
        AccessKeys.in(home.root().resolve("credentials"), System.getenv(), Clock.systemUTC());
    CloudPlatforms clouds =
        new CloudPlatforms(home, Dist.find(), System.getenv(), keys, new TerminalSignIn(terminal));
    return new Services(
        home,
        new Environments(clouds.beside(platform), new LibraryModels(library), Clock.systemUTC()),
        clouds::credentials,
        keys,
        library,
        new LocalModels(library, new WorkerEvidence(Dist.find(), home.root()), Clock.systemUTC()),
        Thread::sleep,
        Clock.systemUTC());
  }
}
