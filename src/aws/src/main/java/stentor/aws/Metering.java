package stentor.aws;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import stentor.aws.stack.Owner;
import stentor.aws.stack.StackView;
import stentor.control.environment.WriterLock;
import stentor.control.event.EventStream;
import stentor.protocol.environment.CloudSettings;
import stentor.protocol.environment.CloudSettings.Metered;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;

/**
 * Puts off the end that a budget had brought forward. That end is reckoned at the highest rate that
 * there may be; whoever looks at the environment finds that less was spent, and has the rest last
 * longer, to the expiry at most. Where nobody looks it ends too early, never too late.
 */
final class Metering {

  /** For less the schedule is not touched: it would be with every look. */
  private static final Duration LEAST = Duration.ofMinutes(10);

  private final CloudEnvironment environment;

  Metering(CloudEnvironment environment) {
    this.environment = environment;
  }

  /**
   * What is wanted with the end put off.
   *
   * @param dollars what was spent by now
   * @return absent where it is not worth it, cannot be later, or is here already
   */
  Optional<EnvironmentDocument> later(EnvironmentDocument document, double dollars, Instant now) {
    Optional<CloudSettings> cloud = document.cloud();
    if (cloud.isEmpty() || cloud.get().budget().isEmpty() || document.wanted() != Wanted.UP) {
      return Optional.empty();
    }
    EnvironmentDocument metered =
        document.withCloud(cloud.get().withMetered(new Metered(now, dollars)));
    Instant set = end(document);
    Instant possible = end(metered);
    boolean worthIt =
        set.isAfter(now)
            && possible.isAfter(set)
            && (Duration.between(set, possible).compareTo(LEAST) >= 0
                || document.expiresAt().filter(possible::equals).isPresent());
    return worthIt ? Optional.of(metered) : Optional.empty();
  }

  private Instant end(EnvironmentDocument document) {
    return Blueprint.end(document, document.cloud().orElseThrow(), environment.prices())
        .orElseThrow();
  }

  /**
   * Puts the end off where that is worth it and nobody else is changing the environment.
   *
   * @param dollars what was spent by now
   * @return whether it did
   */
  boolean putOff(double dollars, EventStream events) throws IOException, InterruptedException {
    Optional<EnvironmentDocument> before = environment.folder().wanted();
    Instant now = environment.site().clock().instant();
    if (before.flatMap(document -> later(document, dollars, now)).isEmpty()) {
      return false;
    }
    return switch (WriterLock.attempt(environment.folder().writerLock(), environment.writers())) {
      case WriterLock.Attempt.HeldBy _ -> false;
      case WriterLock.Attempt.Taken(WriterLock lock) -> {
        try (lock) {
          yield putOffHere(events);
        }
      }
    };
  }

  /** The same for whoever holds the writer's lock; what was spent is asked for. */
  boolean putOffHere(EventStream events) throws IOException, InterruptedException {
    Optional<EnvironmentDocument> before = environment.folder().wanted();
    if (before.isEmpty() || before.get().cloud().isEmpty()) {
      return false;
    }
    CloudSettings settings = before.get().cloud().get();
    Owner owner = CloudEnvironment.owner(before.get(), settings, environment.prices());
    try (Account account = environment.account(settings, events)) {
      Map<String, StackView> standing = CloudSteps.standing(account, owner);
      double dollars =
          new Spending(environment.folder())
              .note(account, environment.blueprint(before.get(), settings).stacks(), standing);
      Optional<EnvironmentDocument> after = later(before.get(), dollars, account.clock().instant());
      if (after.isEmpty()) {
        return false;
      }
      new EndChange(
              environment,
              after.get(),
              "Let the environment %s end at %s, as %.2f of %.2f US dollars are spent"
                  .formatted(
                      environment.folder().name(),
                      end(after.get()),
                      dollars,
                      settings.budget().orElseThrow()))
          .run(account, events);
      return true;
    }
  }
}
