package stentor.app.launch;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.app.environment.Place;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.protocol.environment.Outlook;
import stentor.protocol.environment.Outlook.Bill;
import stentor.protocol.environment.Outlook.PriceOrigin;
import stentor.protocol.environment.PlanDocument;

/**
 * What a plan costs, in words. Immutable.
 *
 * @param value an hour of it
 * @param caption what that comes to
 * @param start what beginning it is called; where it costs, with the cost
 * @param origin where its prices are from; empty where it costs nothing
 */
record PlanCost(String value, String caption, String start, String origin) {

  private static final double SECONDS_AN_HOUR = 3600;
  private static final String DOLLARS = "USD";

  /**
   * The cost of a plan.
   *
   * @param life how long what is planned lives; absent: not known
   */
  static PlanCost of(PlanDocument plan, Optional<Duration> life, Messages messages) {
    Optional<Bill> bill = plan.outlook().flatMap(Outlook::bill);
    double perHour = bill.map(Bill::perHour).orElse(plan.costPerHour());
    String hour = Figures.money(perHour, DOLLARS);
    Optional<String> whole =
        bill.map(Bill::untilEnd)
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .or(() -> life.map(time -> time.toSeconds() / SECONDS_AN_HOUR * perHour))
            .map(dollars -> Figures.money(dollars, DOLLARS));
    Optional<String> most =
        bill.map(Bill::mostUntilEnd)
            .filter(OptionalDouble::isPresent)
            .map(dollars -> Figures.money(dollars.getAsDouble(), DOLLARS))
            .filter(dollars -> !whole.equals(Optional.of(dollars)));
    String origin = bill.map(one -> origin(one, messages)).orElse("");
    return switch (Place.of(Optional.of(plan.platform()))) {
      case HERE ->
          new PlanCost(
              messages.text("launch.cost.free"),
              messages.text("launch.cost.free.caption"),
              messages.text("launch.start"),
              "");
      case AWS ->
          new PlanCost(
              messages.text("launch.cost.hour", hour),
              caption(whole, most, messages),
              whole
                  .map(money -> messages.text("launch.start.aws", money))
                  .orElseGet(() -> messages.text("launch.start.aws.hourly", hour)),
              origin);
      case REHEARSAL ->
          new PlanCost(
              messages.text("launch.cost.free"),
              whole
                  .map(money -> messages.text("launch.cost.simulated.until", hour, money))
                  .orElseGet(() -> messages.text("launch.cost.simulated", hour)),
              messages.text("launch.start.rehearsal"),
              origin);
    };
  }

  private static String caption(Optional<String> whole, Optional<String> most, Messages messages) {
    if (whole.isEmpty()) {
      return messages.text("launch.cost.caption");
    }
    return most.map(money -> messages.text("launch.cost.until.most", whole.get(), money))
        .orElseGet(() -> messages.text("launch.cost.until", whole.get()));
  }

  private static String origin(Bill bill, Messages messages) {
    return messages.text(
        bill.prices() == PriceOrigin.PRICE_LIST ? "launch.prices.list" : "launch.prices.built",
        bill.region(),
        bill.asOf());
  }
}
