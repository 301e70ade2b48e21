package stentor.app.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import stentor.app.environment.Place;
import stentor.app.environment.Seen;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.overview.CloudReading.Fact;
import stentor.app.overview.CloudReading.MadeRow;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.protocol.environment.CloudSettings;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.ReceiptDocument.Made;
import stentor.protocol.environment.StatusDocument;

/**
 * Turns what is seen of an environment on a cloud into words and numbers. Immutable; pure
 * functions.
 */
final class CloudReader {

  private static final String STACK = "stack";

  private final Messages messages;
  private final ZoneId zone;

  CloudReader(Messages messages, ZoneId zone) {
    this.messages = messages;
    this.zone = zone;
  }

  /**
   * What is shown of it.
   *
   * @param made what it has made
   * @param now what the time is where it is
   */
  CloudReading read(Seen seen, List<Made> made, Instant now) {
    return new CloudReading(
        state(seen, made),
        spent(seen),
        hour(seen),
        end(seen, now),
        facts(seen),
        made.stream().sorted(Comparator.comparing(Made::createdAt)).map(this::row).toList());
  }

  private FigureText state(Seen seen, List<Made> made) {
    long stacks = made.stream().filter(one -> one.kind().equals(STACK)).count();
    String caption =
        made.isEmpty()
            ? messages.text("overview.cloud.made.none")
            : messages.text(
                "overview.cloud.made",
                messages.count("overview.cloud.stacks", stacks),
                messages.count("overview.cloud.resources", made.size() - stacks));
    if (!seen.isFresh()) {
      return new FigureText(messages.text("overview.state.stale"), caption, Mood.ATTENTION);
    }
    return switch (seen.status().state()) {
      case UP -> new FigureText(messages.text("overview.cloud.up"), caption, Mood.GOOD);
      case DEGRADED ->
          new FigureText(messages.text("overview.health.degraded"), caption, Mood.ATTENTION);
      case STARTING ->
          new FigureText(messages.text("overview.cloud.starting"), caption, Mood.ATTENTION);
      case STOPPING ->
          new FigureText(messages.text("overview.cloud.stopping"), caption, Mood.ATTENTION);
      case ABSENT, FAILED ->
          new FigureText(messages.text("overview.cloud.failed"), caption, Mood.BAD);
    };
  }

  private FigureText spent(Seen seen) {
    StatusDocument.Cost cost = seen.status().cost();
    String money = Figures.money(cost.soFar(), cost.currency());
    return seen.place() == Place.REHEARSAL
        ? FigureText.plain(
            messages.text("overview.cost.free"), messages.text("overview.cloud.simulated", money))
        : FigureText.plain(money, messages.text("overview.cloud.spent"));
  }

  private FigureText hour(Seen seen) {
    StatusDocument.Cost cost = seen.status().cost();
    return FigureText.plain(
        Figures.money(cost.perHour(), cost.currency()),
        messages.text(
            seen.place() == Place.REHEARSAL
                ? "overview.cloud.hour.simulated"
                : "overview.cloud.hour"));
  }

  private FigureText end(Seen seen, Instant now) {
    Optional<Instant> expiry = seen.status().expiresAt();
    if (expiry.isEmpty()) {
      return FigureText.plain(Figures.NONE, messages.text("overview.cloud.end.unknown"));
    }
    Duration left = Duration.between(now, expiry.get());
    if (left.compareTo(Duration.ofSeconds(1)) < 0) {
      return new FigureText(
          messages.text("overview.cloud.end.now"),
          messages.text("overview.cloud.end.now.caption"),
          Mood.ATTENTION);
    }
    String at = Figures.when(expiry.get(), now, zone);
    return new FigureText(
        Figures.duration(left.truncatedTo(ChronoUnit.SECONDS)),
        messages.text(
            seen.place() == Place.REHEARSAL ? "overview.cloud.end.simulated" : "overview.cloud.end",
            at),
        left.compareTo(Duration.ofMinutes(30)) < 0 ? Mood.ATTENTION : Mood.NEUTRAL);
  }

  private List<Fact> facts(Seen seen) {
    Optional<CloudSettings> cloud = seen.wanted().flatMap(EnvironmentDocument::cloud);
    if (cloud.isEmpty()) {
      return List.of();
    }
    CloudSettings settings = cloud.get();
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("overview.cloud.region", settings.region()));
    facts.add(
        fact(
            "overview.cloud.zones",
            String.join(
                ", ",
                settings.zones().stream()
                    .map(zone -> shortened(zone, settings.region()))
                    .toList())));
    facts.add(
        fact(
            "overview.cloud.network",
            messages.text(
                "launch.cloud.network." + settings.network().name().toLowerCase(Locale.ROOT))));
    facts.add(fact("overview.cloud.kubernetes", settings.kubernetes()));
    facts.add(fact("overview.cloud.account", settings.account()));
    if (seen.place() == Place.AWS) {
      facts.add(
          fact(
              "overview.cloud.profile",
              settings.profile().orElse(messages.text("overview.cloud.profile.usual"))));
    }
    facts.add(fact("overview.cloud.address", settings.address()));
    facts.add(
        fact(
            "overview.cloud.budget",
            settings.budget().isPresent()
                ? Figures.money(settings.budget().getAsDouble(), "USD")
                : messages.text("overview.cloud.budget.none")));
    return facts;
  }

  /** Zones are told by their letter: the region stands above them. */
  private static String shortened(String zone, String region) {
    return zone.startsWith(region) ? zone.substring(region.length()) : zone;
  }

  private Fact fact(String key, String value) {
    return new Fact(messages.text(key), value);
  }

  private MadeRow row(Made made) {
    return new MadeRow(
        made.kind().equals(STACK) ? messages.text("overview.cloud.stack") : made.kind(),
        made.id(),
        Figures.timeToSecond(made.createdAt(), zone));
  }
}
