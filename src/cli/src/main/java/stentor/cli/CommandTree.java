package stentor.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import stentor.cli.credentials.CredentialsAddCommand;
import stentor.cli.credentials.CredentialsCommand;
import stentor.cli.credentials.CredentialsListCommand;
import stentor.cli.credentials.CredentialsRemoveCommand;
import stentor.cli.credentials.CredentialsWhoamiCommand;
import stentor.cli.doctor.DoctorCommand;
import stentor.cli.environment.DownCommand;
import stentor.cli.environment.EndpointCommand;
import stentor.cli.environment.ExtendCommand;
import stentor.cli.environment.LogsCommand;
import stentor.cli.environment.PlanCommand;
import stentor.cli.environment.RollbackCommand;
import stentor.cli.environment.ScaleCommand;
import stentor.cli.environment.StatusCommand;
import stentor.cli.environment.UpCommand;
import stentor.cli.jobs.JobsCancelCommand;
import stentor.cli.jobs.JobsCommand;
import stentor.cli.jobs.JobsListCommand;
import stentor.cli.jobs.JobsReplayCommand;
import stentor.cli.jobs.JobsShowCommand;
import stentor.cli.models.ModelsAddCommand;
import stentor.cli.models.ModelsCalibrateCommand;
import stentor.cli.models.ModelsCommand;
import stentor.cli.models.ModelsListCommand;
import stentor.cli.tokens.TokensAddCommand;
import stentor.cli.tokens.TokensCommand;
import stentor.cli.tokens.TokensListCommand;
import stentor.cli.tokens.TokensRevokeCommand;
import stentor.cli.transcribe.TranscribeCommand;
import stentor.speech.problem.ProblemException;

/**
 * All commands, and what becomes of what they throw. A call that names its command first, as nearly
 * all do, gets a tree with that command only: reading the annotations of the others would take
 * longer than the command.
 */
final class CommandTree {

  /** What the program is called. */
  static final String NAME = "stentor";

  private static final Map<String, Function<Session, CommandLine>> COMMANDS = commands();

  /** Those that speak of the others. */
  private static final Set<String> ABOUT_ALL = Set.of(HelpCommand.NAME, "completion");

  private CommandTree() {}

  private static Map<String, Function<Session, CommandLine>> commands() {
    Map<String, Function<Session, CommandLine>> commands = new LinkedHashMap<>();
    commands.put("transcribe", session -> new CommandLine(new TranscribeCommand(session)));
    commands.put("up", session -> new CommandLine(new UpCommand(session)));
    commands.put("plan", session -> new CommandLine(new PlanCommand(session)));
    commands.put("status", session -> new CommandLine(new StatusCommand(session)));
    commands.put("endpoint", session -> new CommandLine(new EndpointCommand(session)));
    commands.put("down", session -> new CommandLine(new DownCommand(session)));
    commands.put("extend", session -> new CommandLine(new ExtendCommand(session)));
    commands.put("rollback", session -> new CommandLine(new RollbackCommand(session)));
    commands.put("scale", session -> new CommandLine(new ScaleCommand(session)));
    commands.put("logs", session -> new CommandLine(new LogsCommand(session)));
    commands.put(
        "models",
        session ->
            new CommandLine(new ModelsCommand())
                .addSubcommand("list", new ModelsListCommand(session))
                .addSubcommand("add", new ModelsAddCommand(session))
                .addSubcommand("calibrate", new ModelsCalibrateCommand(session)));
    commands.put(
        "jobs",
        session ->
            new CommandLine(new JobsCommand())
                .addSubcommand("list", new JobsListCommand(session))
                .addSubcommand("show", new JobsShowCommand(session))
                .addSubcommand("replay", new JobsReplayCommand(session))
                .addSubcommand("cancel", new JobsCancelCommand(session)));
    commands.put(
        "tokens",
        session ->
            new CommandLine(new TokensCommand())
                .addSubcommand("list", new TokensListCommand(session))
                .addSubcommand("add", new TokensAddCommand(session))
                .addSubcommand("revoke", new TokensRevokeCommand(session)));
    commands.put(
        "credentials",
        session ->
            new CommandLine(new CredentialsCommand())
                .addSubcommand("whoami", new CredentialsWhoamiCommand(session))
                .addSubcommand("list", new CredentialsListCommand(session))
                .addSubcommand("add", new CredentialsAddCommand(session))
                .addSubcommand("remove", new CredentialsRemoveCommand(session)));
    commands.put("doctor", session -> new CommandLine(new DoctorCommand(session)));
    commands.put(HelpCommand.NAME, session -> new CommandLine(new HelpCommand()));
    commands.put("completion", session -> new CommandLine(new CompletionCommand(session)));
    return commands;
  }

  /**
   * Runs a command.
   *
   * @return its exit status
   */
  static int run(Session session, List<String> arguments) {
    String first = arguments.isEmpty() ? "" : arguments.getFirst();
    boolean alone = COMMANDS.containsKey(first) && !ABOUT_ALL.contains(first);
    CommandLine root = alone ? with(Set.of(first), session) : whole(session);
    root.setOut(session.terminal().out());
    root.setErr(session.terminal().err());
    root.setParameterExceptionHandler((wrong, words) -> wrongUsage(session, wrong));
    root.setExecutionExceptionHandler((thrown, command, parsed) -> failed(session, thrown));
    return root.execute(arguments.toArray(String[]::new));
  }

  /** The program with all its commands. */
  static CommandLine whole(Session session) {
    return with(COMMANDS.keySet(), session);
  }

  private static CommandLine with(Set<String> names, Session session) {
    CommandLine root = new CommandLine(new StentorCommand());
    for (Map.Entry<String, Function<Session, CommandLine>> command : COMMANDS.entrySet()) {
      if (names.contains(command.getKey())) {
        root.addSubcommand(command.getKey(), command.getValue().apply(session));
      }
    }
    return root;
  }

  private static int wrongUsage(Session session, ParameterException wrong) {
    session.terminal().problem(String.valueOf(wrong.getMessage()));
    session
        .terminal()
        .note("See " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.WRONG_USAGE;
  }

  private static int failed(Session session, Exception thrown) {
    return switch (thrown) {
      case ParameterException wrong -> wrongUsage(session, wrong);
      case InterruptedException _ -> ExitStatus.INTERRUPTED;
      case ProblemException expected -> {
        session.terminal().problem(expected.problem());
        yield ExitStatus.of(expected.problem());
      }
      default -> {
        LoggerFactory.getLogger(CommandTree.class).error("A command failed", thrown);
        session
            .terminal()
            .problem(
                "Something unexpected happened (%s); it is written down in %s"
                    .formatted(thrown, session.services().home().root().resolve(CliLog.FILE)));
        yield ExitStatus.FAILED;
      }
    };
  }
}
