package stentor.cli.environment;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import stentor.control.UpRequest;
import stentor.protocol.environment.EnvironmentName;

/** What may be asked of an environment that shall be up, as {@code up} and {@code plan} take it. */
final class UpOptions {

  private static final List<String> NAMES =
      List.of("--on", "--model", "--workers", "--expire", "--idle");

  @SuppressWarnings("UnusedVariable") // there is one platform only; a wrong one is refused
  @Option(
      names = "--on",
      paramLabel = "PLATFORM",
      defaultValue = "local",
      description = "Where it lives: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Place on = Place.local;

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "A model it shall serve; may be repeated. Default: the catalogue's first.")
  private List<String> models = List.of();

  @Option(
      names = "--workers",
      paramLabel = "MIN..MAX",
      description = "Workers of each model, or of those named (1..2).")
  private @Nullable String workers;

  @Option(
      names = "--expire",
      paramLabel = "TIME",
      description = "It stops itself after this time, for example 4h. Default: never.")
  private @Nullable String expire;

  @Option(
      names = "--idle",
      paramLabel = "TIME",
      description = "It stops itself after this time without a job, for example 30m.")
  private @Nullable String idle;

  @SuppressWarnings("UnusedVariable") // on this computer nothing is asked
  @Option(names = "--yes", description = "Asks nothing.")
  private boolean yes;

  /** The platforms there are, as they are written. */
  @SuppressWarnings("MemberName") // picocli shows and reads the names as they are
  enum Place {
    /** This computer. */
    local
  }

  /**
   * What the options spell.
   *
   * @throws stentor.control.problem.ControlException which names all that is wrong
   */
  UpRequest request(EnvironmentName environment) {
    return UpRequest.parse(
        environment.value(),
        models,
        Optional.ofNullable(workers),
        Optional.ofNullable(expire),
        Optional.ofNullable(idle));
  }

  /** Those of these options that were given, as they are written. */
  static List<String> given(ParseResult parsed) {
    return NAMES.stream().filter(parsed::hasMatchedOption).toList();
  }
}
