package stentor.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them ({@code 4h}, {@code 1h30m}) and say them (6 min 20 s). */
public final class HumanDuration {

  private static final Pattern TEXT =
      Pattern.compile("(?:(\\d{1,4})d)?(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})s)?");

  private HumanDuration() {}

  /** The duration that the text spells in days, hours, minutes and seconds; never zero. */
  public static Optional<Duration> of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Duration duration =
        Duration.ofDays(number(matcher, 1))
            .plusHours(number(matcher, 2))
            .plusMinutes(number(matcher, 3))
            .plusSeconds(number(matcher, 4));
    return duration.isZero() ? Optional.empty() : Optional.of(duration);
  }

  /** The duration as one says it, in its two largest units: {@code 2 h 5 min}, {@code 4.2 s}. */
  public static String said(Duration duration) {
    return said(duration, 2);
  }

  /** The duration in its largest unit, cut: {@code 2 h}, {@code 6 min}, {@code 4.2 s}. */
  public static String roughly(Duration duration) {
    return said(duration, 1);
  }

  private static String said(Duration duration, int most) {
    if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
      return Math.round(duration.toMillis() / 100.0) / 10.0 + " s";
    }
    List<String> units = new ArrayList<>();
    add(units, duration.toDaysPart(), "d");
    add(units, duration.toHoursPart(), "h");
    add(units, duration.toMinutesPart(), "min");
    add(units, duration.toSecondsPart(), "s");
    return String.join(" ", units.subList(0, Math.min(most, units.size())));
  }

  private static void add(List<String> units, long count, String unit) {
    if (count > 0) {
      units.add(count + " " + unit);
    }
  }

  private static long number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
