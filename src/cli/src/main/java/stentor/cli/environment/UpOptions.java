package stentor.cli.environment;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import stentor.control.UpRequest;
import stentor.protocol.environment.CloudRequest.Network;
import stentor.protocol.environment.EnvironmentName;

/** What may be asked of an environment that shall be up, as {@code up} and {@code plan} take it. */
final class UpOptions {

  private static final List<String> NAMES =
      List.of(
          "--on",
          "--model",
          "--workers",
          "--expire",
          "--idle",
          "--region",
          "--profile",
          "--network",
          "--budget");

  @Option(
      names = "--on",
      paramLabel = "PLATFORM",
      description =
          "Where it lives: ${COMPLETION-CANDIDATES}. Default: where it is, or local. A rehearsal"
              + " is all of aws on a simulated cloud, free.")
  private @Nullable Place on;

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
      description =
          "It stops itself after this time, for example 8h. Default: never here, 4h on aws.")
  private @Nullable String expire;

  @Option(
      names = "--idle",
      paramLabel = "TIME",
      description =
          "It stops itself after this time without a job, for example 30m. Not on aws yet.")
  private @Nullable String idle;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "On aws: its region. Default: that of the profile.")
  private @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "On aws: the profile whose credentials are used.")
  private @Nullable String profile;

  @Option(
      names = "--network",
      paramLabel = "KIND",
      description = "On aws: ${COMPLETION-CANDIDATES}. Default: public.")
  private @Nullable Kind network;

  @Option(
      names = "--budget",
      paramLabel = "USD",
      description = "On aws: it stops itself before it has cost more than that.")
  private @Nullable String budget;

  @Option(names = "--yes", description = "Asks nothing.")
  private boolean yes;

  /** The platforms there are, as they are written. */
  @SuppressWarnings("MemberName") // picocli shows and reads the names as they are
  enum Place {
    /** This computer. */
    local,
    /** The cloud, which costs money. */
    aws,
    /** A simulated cloud on this computer. */
    rehearsal
  }

  /** How nodes are connected, as it is written. */
  @SuppressWarnings("MemberName") // picocli shows and reads the names as they are
  enum Kind {
    /** In public subnets, without a way in. */
    open("public", Network.PUBLIC),
    /** Behind a NAT gateway. */
    nat("nat", Network.NAT),
    /** With interface endpoints only. */
    endpoints("endpoints", Network.ENDPOINTS);

    private final String word;
    private final Network network;

    Kind(String word, Network network) {
      this.word = word;
      this.network = network;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** Whether it costs money, so that it has to be confirmed. */
  boolean costsMoney() {
    return on == Place.aws;
  }

  /** Whether nothing shall be asked. */
  boolean yes() {
    return yes;
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
        Optional.ofNullable(idle),
        Optional.ofNullable(on).map(Place::name),
        new UpRequest.CloudTexts(
            Optional.ofNullable(region),
            Optional.ofNullable(profile),
            Optional.ofNullable(network).map(kind -> kind.network),
            Optional.ofNullable(budget)));
  }

  /** Those of these options that were given, as they are written. */
  static List<String> given(ParseResult parsed) {
    return NAMES.stream().filter(parsed::hasMatchedOption).toList();
  }
}
