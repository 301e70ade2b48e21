package stentor.aws.preflight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import stentor.aws.Account;

/**
 * Compares this computer's clock with the date of an answer of STS (RFC 9110, section 6.6.1), which
 * is in whole seconds.
 */
public final class AwsClock implements ClockCheck.Comparison {

  private final Account account;
  private final Clock clock;

  /**
   * A comparison.
   *
   * @param clock this computer's, whatever the time of the platform is
   */
  public AwsClock(Account account, Clock clock) {
    this.account = account;
    this.clock = clock;
  }

  private record Timed(Instant asked, Optional<String> date, Instant answered) {}

  @Override
  public Optional<Duration> ahead() throws InterruptedException {
    Timed timed =
        account
            .calls()
            .require(
                "sts:GetCallerIdentity",
                () -> {
                  Instant asked = clock.instant();
                  var answer = account.clients().sts().getCallerIdentity();
                  return new Timed(
                      asked, answer.sdkHttpResponse().firstMatchingHeader("Date"), clock.instant());
                });
    return timed
        .date()
        .flatMap(AwsClock::parsed)
        .map(
            date -> {
              Duration taken = Duration.between(timed.asked(), timed.answered());
              return Duration.between(date, timed.asked().plus(taken.dividedBy(2)));
            });
  }

  private static Optional<Instant> parsed(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException otherwise) {
      return Optional.empty();
    }
  }
}
