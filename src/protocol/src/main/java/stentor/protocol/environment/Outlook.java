package stentor.protocol.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.protocol.environment.StatusDocument.ProblemStatus;

/**
 * What is known beforehand of an environment on the cloud, beside what stands in its way.
 *
 * @param warnings what does not stand in the way and should be known
 * @param bill what it will cost; absent where it was not settled far enough
 * @param identity as whom it is made; absent where that is not known
 */
public record Outlook(
    List<ProblemStatus> warnings, Optional<Bill> bill, Optional<CloudIdentity> identity) {

  /** One that says nothing of who makes it. */
  public Outlook(List<ProblemStatus> warnings, Optional<Bill> bill) {
    this(warnings, bill, Optional.empty());
  }

  /** Copies the list. */
  public Outlook {
    warnings = List.copyOf(warnings);
  }

  /**
   * What it will cost, in US dollars and without traffic and storage.
   *
   * @param perHour an hour of it with no worker
   * @param mostPerHour an hour of it with all the workers that there may be
   * @param endsAt when it ends by itself; absent: it does not
   * @param untilEnd what it costs from now until its end with no worker
   * @param mostUntilEnd the same with all workers all the time
   * @param prices where the prices are from
   * @param region where they hold
   * @param asOf of when they are
   */
  public record Bill(
      double perHour,
      double mostPerHour,
      Optional<Instant> endsAt,
      OptionalDouble untilEnd,
      OptionalDouble mostUntilEnd,
      PriceOrigin prices,
      String region,
      LocalDate asOf) {}

  /** Where prices are from. */
  public enum PriceOrigin {
    /** AWS's price list. */
    @JsonProperty("price-list")
    PRICE_LIST,
    /** The copy that is built in. */
    @JsonProperty("built-in")
    BUILT_IN
  }
}
