package stentor.aws;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import stentor.aws.cost.AwsPriceList;
import stentor.aws.cost.PriceBook;
import stentor.aws.cost.Prices;
import stentor.aws.credentials.CredentialSource;
import stentor.aws.credentials.Identity;
import stentor.aws.problem.AccessProblem;
import stentor.aws.stack.Owner;
import stentor.aws.stack.StackView;
import stentor.control.Platform;
import stentor.control.WorkerRange;
import stentor.control.cloud.CloudSite;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.event.EventStream;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.CloudRequest;
import stentor.protocol.environment.CloudSettings;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;

/**
 * Settles what an environment shall be, from what is asked for and from what stands. Changes
 * nothing.
 */
final class Preparation {

  private final CloudEnvironment environment;
  private final EnvironmentFolder folder;

  Preparation(CloudEnvironment environment) {
    this.environment = environment;
    this.folder = environment.folder();
  }

  /** What is wanted of the environment; absent where it is not there, or on its way out. */
  Optional<EnvironmentDocument> standing() throws IOException {
    return folder.wanted().filter(wanted -> wanted.wanted() != Wanted.DOWN);
  }

  /** Where one stands that is there; else where it is asked for. */
  private static Optional<String> region(
      Platform.Wanted asked, Optional<EnvironmentDocument> before) {
    return before
        .flatMap(EnvironmentDocument::cloud)
        .map(CloudSettings::region)
        .or(() -> asked.cloud().region());
  }

  private static Optional<String> profile(
      Platform.Wanted asked, Optional<EnvironmentDocument> before) {
    return asked
        .cloud()
        .profile()
        .or(() -> before.flatMap(EnvironmentDocument::cloud).flatMap(CloudSettings::profile));
  }

  private CredentialSource credentials(
      Platform.Wanted asked, Optional<EnvironmentDocument> before) {
    return environment.credentials().of(profile(asked, before));
  }

  /** What is missing to ask AWS anything. */
  List<AccessProblem> missing(Platform.Wanted asked, Optional<EnvironmentDocument> before) {
    return Account.missing(credentials(asked, before), region(asked, before));
  }

  Account account(Platform.Wanted asked, Optional<EnvironmentDocument> before, EventStream events) {
    return Account.open(
        environment.site(), credentials(asked, before), region(asked, before), events);
  }

  /** Settles it. */
  Prepared prepare(Platform.Wanted asked, Account account)
      throws IOException, InterruptedException {
    Optional<EnvironmentDocument> before = standing();
    Optional<CloudSettings> settled = before.flatMap(EnvironmentDocument::cloud);
    CloudSettings settings;
    // No stack is of an incarnation that begins now.
    Map<String, StackView> standing = Map.of();
    if (settled.isPresent()) {
      account.require(settled.get().account());
      requireSame(asked.cloud(), settled.get());
      standing =
          CloudSteps.standing(
              account, CloudEnvironment.owner(before.get(), settled.get(), environment.prices()));
      settings = changed(settled.get(), asked.cloud(), account, staying(standing));
    } else {
      var random = environment.site().random();
      String incarnation = new UUID(random.nextLong(), random.nextLong()).toString();
      settings =
          new Choices(account)
              .settle(asked.cloud(), incarnation, Identity.ask(account.clients(), account.calls()));
    }
    EnvironmentDocument document = document(asked, before, settings);
    CloudEnvironment priced = before.isPresent() ? environment : environment.with(prices(account));
    Owner owner = CloudEnvironment.owner(document, settings, priced.prices());
    return new Lifetime(priced)
        .prepared(new Prepared(priced, before, document, settings, owner, standing), account);
  }

  private Prices prices(Account account) throws InterruptedException {
    CloudSite site = environment.site();
    return new PriceBook(
            site.environments().resolveSibling("prices").resolve(site.platform()),
            site.clock(),
            new AwsPriceList(account))
        .of(account.region());
  }

  /** What cannot be changed while it stands. */
  private void requireSame(CloudRequest asked, CloudSettings settled) {
    boolean elsewhere =
        asked.region().filter(region -> !region.equals(settled.region())).isPresent()
            || asked.network().filter(network -> network != settled.network()).isPresent();
    if (elsewhere) {
      throw new ControlException(
          new EnvironmentProblem.FixedChoice(
              folder.name(),
              settled.region(),
              settled.network().name().toLowerCase(java.util.Locale.ROOT)));
    }
  }

  /**
   * From where it is reached may have changed; what is chosen for a part stays as long as that part
   * stands.
   */
  private static CloudSettings changed(
      CloudSettings settled, CloudRequest asked, Account account, Set<String> standing)
      throws InterruptedException {
    Choices choices = new Choices(account);
    boolean keepsCluster = standing.contains(Blueprint.CLUSTER);
    String kubernetes = keepsCluster ? settled.kubernetes() : choices.kubernetes();
    return new CloudSettings(
        settled.incarnation(),
        settled.account(),
        settled.region(),
        asked.profile().or(settled::profile),
        settled.principal(),
        settled.network(),
        settled.zones(),
        kubernetes,
        standing.contains(Blueprint.GATE) ? settled.image() : choices.image(),
        choices.block(),
        asked.budget().isPresent() ? asked.budget() : settled.budget(),
        keepsCluster ? settled.driver() : Optional.of(choices.driver(kubernetes)),
        settled.metered());
  }

  /** The parts that are there and are not made anew. */
  private static Set<String> staying(Map<String, StackView> standing) {
    return standing.entrySet().stream()
        .filter(
            part ->
                switch (part.getValue().condition()) {
                  case MOVING -> part.getValue().status() != StackStatus.DELETE_IN_PROGRESS;
                  case STANDING, KEPT, HALF_CHANGED -> true;
                  case BROKEN, STUCK, PROPOSED, GONE -> false;
                })
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private EnvironmentDocument document(
      Platform.Wanted asked, Optional<EnvironmentDocument> before, CloudSettings settings) {
    Instant now = environment.site().clock().instant();
    Optional<Instant> end =
        asked
            .expire()
            .map(now::plus)
            .or(
                () ->
                    Optional.of(
                        Lifetime.kept(before.flatMap(EnvironmentDocument::expiresAt), now)));
    OptionalLong idle =
        asked.idle().isPresent()
            ? OptionalLong.of(asked.idle().get().toSeconds())
            : before.map(EnvironmentDocument::idleSeconds).orElseGet(OptionalLong::empty);
    return new EnvironmentDocument(
        EnvironmentDocument.SCHEMA,
        folder.name(),
        environment.site().platform(),
        Wanted.UP,
        before.map(EnvironmentDocument::since).orElse(now),
        0,
        models(asked, before.map(EnvironmentDocument::models).orElse(List.of())),
        end,
        idle,
        Optional.empty(),
        Optional.of(settings));
  }

  private static List<WantedModel> models(Platform.Wanted asked, List<WantedModel> before) {
    Map<String, WantedModel> models = new LinkedHashMap<>();
    before.forEach(model -> models.put(model.id(), model));
    WorkerRange range = asked.workers().orElse(WorkerRange.LOCAL_DEFAULT);
    for (Platform.ModelVersion model : asked.models()) {
      WantedModel known = models.get(model.id());
      if (known == null) {
        models.put(
            model.id(), new WantedModel(model.id(), model.version(), range.min(), range.max()));
      } else if (asked.workers().isPresent()) {
        models.put(
            model.id(), new WantedModel(known.id(), known.version(), range.min(), range.max()));
      }
    }
    return List.copyOf(models.values());
  }
}
