package stentor.cli.manual;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of a program, from what its commands say of themselves: the page cannot promise
 * what the program has not.
 */
public final class ManualPage {

  /** Options that every command has: they are told once. */
  private static final List<String> COMMON = List.of("--environment", "--help");

  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private static final List<Meaning> EXIT_STATUS =
      List.of(
          new Meaning("0", "It did what it should."),
          new Meaning("1", "It failed, or some of it did."),
          new Meaning(
              "2",
              "It was called wrongly, or needs a confirmation that nobody can give: there is no"
                  + " terminal and no --yes."),
          new Meaning("3", "What it needs is not there: no environment up, a part missing."),
          new Meaning("130", "Somebody interrupted it."));

  private static final List<Meaning> VARIABLES =
      List.of(
          new Meaning(
              "STENTOR_HOME",
              "The folder of models and environments. Default: the system's folder for application"
                  + " data."),
          new Meaning("STENTOR_MODELS_SOURCE", "A folder that models are taken from, not fetched."),
          new Meaning("npm_config_registry", "The registry that models are fetched from."),
          new Meaning("NO_COLOR", "Nothing is coloured where this is set and not empty."),
          new Meaning("TERM", "Where it is dumb, no line is rewritten."));

  private static final List<Meaning> FILES =
      List.of(
          new Meaning("$STENTOR_HOME/models/", "Models, shared by all environments."),
          new Meaning(
              "$STENTOR_HOME/environments/NAME/",
              "What an environment is and keeps: its jobs, results, logs and token."),
          new Meaning(
              "$STENTOR_HOME/environments/NAME/receipt.json",
              "What the environment had made, and the proof that it is gone."));

  private record Meaning(String name, String text) {}

  private final CommandSpec program;
  private final String version;
  private final Roff roff = new Roff();

  private ManualPage(CommandSpec program, String version) {
    this.program = program;
    this.version = version;
  }

  /**
   * The page in the language of {@code man}.
   *
   * @param program the program with all its commands
   * @param version its name and version
   */
  public static String of(CommandSpec program, String version) {
    return new ManualPage(program, version).page();
  }

  private String page() {
    roff.request(
        ".TH %s 1 \"\" \"%s\" \"User Commands\""
            .formatted(program.name().toUpperCase(java.util.Locale.ROOT), version));
    roff.section("NAME").text(program.name() + " - " + summary());
    roff.section("SYNOPSIS").text(synopsis(program));
    roff.section("DESCRIPTION");
    roff.text(
        "An environment is a recognition service: a master that takes recordings, and workers for"
            + " each model. It takes jobs over HTTP as OpenAI's API does, and from these"
            + " commands.");
    roff.text("Standard output carries the answer only, everything else goes to standard error.");
    roff.section("OPTIONS OF EVERY COMMAND");
    leaves(program)
        .findFirst()
        .ifPresent(any -> any.options().stream().filter(ManualPage::isCommon).forEach(this::tell));
    roff.section("COMMANDS");
    leaves(program).forEach(this::tell);
    section("EXIT STATUS", EXIT_STATUS);
    section("ENVIRONMENT", VARIABLES);
    section("FILES", FILES);
    return roff.page();
  }

  private String summary() {
    String description = String.join(" ", program.usageMessage().description());
    String start = description.substring(0, 1).toLowerCase(java.util.Locale.ROOT);
    return start + description.substring(1).replaceAll("\\.$", "");
  }

  private void section(String title, List<Meaning> meanings) {
    roff.section(title);
    meanings.forEach(meaning -> roff.item(meaning.name(), List.of(meaning.text())));
  }

  /** Commands that do something: those that only hold others are told by them. */
  private static Stream<CommandSpec> leaves(CommandSpec command) {
    return command.subcommands().isEmpty()
        ? Stream.of(command)
        : command.subcommands().values().stream()
            .map(sub -> sub.getCommandSpec())
            .flatMap(ManualPage::leaves);
  }

  private void tell(CommandSpec command) {
    roff.subsection(command.qualifiedName());
    roff.text(synopsis(command));
    roff.paragraph();
    Arrays.stream(command.usageMessage().description()).forEach(roff::text);
    command.positionalParameters().forEach(this::tell);
    command.options().stream().filter(option -> !isCommon(option)).forEach(this::tell);
    roff.lines(List.of(command.usageMessage().footer()));
  }

  private void tell(PositionalParamSpec parameter) {
    roff.item(parameter.paramLabel(), List.of(parameter.description()));
  }

  private void tell(OptionSpec option) {
    String names = String.join(", ", option.names());
    String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    roff.item(names + value, List.of(option.description()));
  }

  private static boolean isCommon(OptionSpec option) {
    return COMMON.contains(option.longestName());
  }

  private static String synopsis(CommandSpec command) {
    String lines = new Help(command, Help.Ansi.OFF).synopsis(0);
    return WHITE_SPACE.matcher(lines).replaceAll(" ").strip();
  }
}
