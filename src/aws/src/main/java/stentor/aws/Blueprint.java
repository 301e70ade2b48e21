package stentor.aws;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stentor.aws.cost.Prices;
import stentor.aws.stack.StackSpec;
import stentor.aws.stack.Template;
import stentor.protocol.environment.CloudRequest.Network;
import stentor.protocol.environment.CloudSettings;
import stentor.protocol.environment.CloudSettings.Metered;
import stentor.protocol.environment.EnvironmentDocument;

/**
 * The stacks of an environment, from what is wanted of it. Pure.
 *
 * <p>Expected times are those of {@link StackTimes}; prices those of {@link Prices}.
 */
final class Blueprint {

  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  static final String ROLES = "roles";
  static final String NETWORK = "network";
  static final String EXPIRY = "expiry";
  static final String CLUSTER = "cluster";
  static final String STORAGE = "storage";
  static final String REGISTRY = "registry";
  static final String JOBS = "jobs";
  static final String GATE = "gate";
  static final String NAT = "nat";
  static final String ENDPOINTS = "endpoints";
  static final String QUEUES = "Queues-";

  private static final int ENDPOINT_SERVICES = 7;

  private final EnvironmentDocument document;
  private final CloudSettings settings;
  private final String gateKey;
  private final Prices prices;

  /**
   * A blueprint.
   *
   * @param gateKey public half of the gate's key, as OpenSSH writes it
   */
  Blueprint(EnvironmentDocument document, CloudSettings settings, String gateKey, Prices prices) {
    this.document = document;
    this.settings = settings;
    this.gateKey = gateKey;
    this.prices = prices;
  }

  /** All stacks, each after those it needs. */
  List<StackSpec> stacks() {
    List<StackSpec> stacks = new ArrayList<>();
    stacks.add(roles());
    stacks.add(network());
    stacks.add(expiry());
    stacks.add(
        spec(
            STORAGE,
            "storage",
            "Make the file system for models",
            Set.of(ROLES, NETWORK),
            Map.of("Zone3", settings.zones().size() > 2 ? settings.zones().get(2) : ""),
            0));
    stacks.add(spec(REGISTRY, "registry", "Make the image registry", Set.of(ROLES), Map.of(), 0));
    stacks.add(spec(JOBS, "jobs", "Make the bucket for jobs", Set.of(ROLES), Map.of(), 0));
    for (EnvironmentDocument.WantedModel model : document.models()) {
      stacks.add(
          spec(
              QUEUES + model.id(),
              "queues",
              "Make the queues of " + model.id(),
              Set.of(ROLES),
              Map.of("Model", model.id()),
              0));
    }
    switch (settings.network()) {
      case PUBLIC -> {}
      case NAT ->
          stacks.add(
              spec(
                  NAT,
                  "nat",
                  "Make the NAT gateway",
                  Set.of(ROLES, NETWORK, EXPIRY),
                  Map.of(),
                  prices.nat()));
      case ENDPOINTS ->
          stacks.add(
              spec(
                  ENDPOINTS,
                  "endpoints",
                  "Make the interface endpoints",
                  Set.of(ROLES, NETWORK, EXPIRY),
                  Map.of(),
                  prices.endpoint() * ENDPOINT_SERVICES * settings.zones().size()));
    }
    stacks.add(cluster());
    stacks.add(gate());
    return stacks;
  }

  private StackSpec spec(
      String part,
      String template,
      String title,
      Set<String> needs,
      Map<String, String> parameters,
      double costPerHour) {
    Map<String, String> all = new HashMap<>(parameters);
    all.put("Environment", document.environment().value());
    return new StackSpec(
        part, title, Template.named(template), needs, all, StackTimes.of(part), costPerHour);
  }

  private StackSpec roles() {
    return spec(ROLES, "roles", "Make the roles", Set.of(), Map.of(), 0);
  }

  private StackSpec network() {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("Network", settings.network().name().toLowerCase(java.util.Locale.ROOT));
    for (int zone = 1; zone <= 3; zone++) {
      parameters.put(
          "Zone" + zone, zone <= settings.zones().size() ? settings.zones().get(zone - 1) : "");
    }
    return spec(NETWORK, "network", "Make the network", Set.of(ROLES), parameters, 0);
  }

  /** Stands before anything that costs by the hour: it ends that with this computer off. */
  private StackSpec expiry() {
    return spec(
        EXPIRY,
        "expiry",
        "Set the end: " + end().map(Instant::toString).orElse("none"),
        Set.of(ROLES),
        Map.of("ExpiresAt", end().map(AT::format).orElseThrow()),
        0);
  }

  private StackSpec cluster() {
    Set<String> needs = new java.util.HashSet<>(Set.of(ROLES, NETWORK, EXPIRY));
    return spec(
        CLUSTER,
        "cluster",
        "Make the Kubernetes cluster " + settings.kubernetes(),
        needs,
        Map.of(
            "Version", settings.kubernetes(),
            "PublicAccessCidr", settings.address(),
            "AdminPrincipalArn", settings.principal(),
            "FileSystemDriverVersion", settings.driver().orElse("")),
        prices.cluster());
  }

  private StackSpec gate() {
    return spec(
        GATE,
        "gate",
        "Make the gate for uploads",
        Set.of(ROLES, NETWORK, STORAGE, EXPIRY),
        Map.of(
            "ImageId",
            settings.image(),
            "InstanceType",
            Choices.GATE_TYPE,
            "PublicKey",
            gateKey,
            "AllowedCidr",
            settings.address()),
        prices.gate());
  }

  /** What an hour of all of it costs. */
  double costPerHour() {
    return stacks().stream().mapToDouble(StackSpec::costPerHour).sum();
  }

  /**
   * When it ends: at its expiry, or when the budget is spent at the highest rate there may be,
   * whichever is sooner.
   */
  Optional<Instant> end() {
    return end(document, settings, prices);
  }

  static Optional<Instant> end(
      EnvironmentDocument document, CloudSettings settings, Prices prices) {
    Optional<Instant> spent = spent(document, settings, prices);
    Optional<Instant> expiry = document.expiresAt();
    if (spent.isEmpty() || expiry.isEmpty()) {
      return (spent.isPresent() ? spent : expiry).map(at -> at.truncatedTo(ChronoUnit.SECONDS));
    }
    Instant sooner = spent.get().isBefore(expiry.get()) ? spent.get() : expiry.get();
    return Optional.of(sooner.truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * When the budget is spent, if from now on all runs that may: now is when it was metered last.
   */
  private static Optional<Instant> spent(
      EnvironmentDocument document, CloudSettings settings, Prices prices) {
    if (settings.budget().isEmpty()) {
      return Optional.empty();
    }
    Metered metered = settings.metered().orElseGet(() -> new Metered(document.since(), 0));
    double left = Math.max(0, settings.budget().getAsDouble() - metered.dollars());
    double hours = left / highestRate(document, settings, prices);
    return Optional.of(metered.at().plusSeconds((long) (hours * 3600)));
  }

  /** US dollars an hour where every worker that may run does, each on a node of its own. */
  static double highestRate(EnvironmentDocument document, CloudSettings settings, Prices prices) {
    double network =
        settings.network() == Network.NAT
            ? prices.nat()
            : settings.network() == Network.ENDPOINTS
                ? prices.endpoint() * ENDPOINT_SERVICES * settings.zones().size()
                : 0;
    int workers = document.models().stream().mapToInt(EnvironmentDocument.WantedModel::max).sum();
    return prices.cluster()
        + prices.gate()
        + network
        + 2 * prices.node()
        + workers * prices.worker();
  }
}
