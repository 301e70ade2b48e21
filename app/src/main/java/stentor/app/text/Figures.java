package stentor.app.text;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, sizes and times as people read them, the same on all screens. Pure functions. */
public final class Figures {

  /** Stands where there is no value. */
  public static final String NONE = "–";

  private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.ROOT);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter CLOCK_SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_OF_YEAR =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private Figures() {}

  /** A whole number, its thousands apart: {@code 12,345}. */
  public static String whole(long number) {
    return new DecimalFormat("#,##0", SYMBOLS).format(number);
  }

  /** A number with one decimal below 100 and none from there: {@code 3.1}, {@code 412}. */
  public static String decimal(double number) {
    return new DecimalFormat(Math.abs(number) < 100 ? "0.#" : "#,##0", SYMBOLS).format(number);
  }

  /** A part of a whole with one decimal: {@code 12.4 %}. */
  public static String percent(double fraction) {
    return new DecimalFormat("0.0", SYMBOLS).format(fraction * 100) + " %";
  }

  /** How many times faster than real time: {@code 38 ×}. */
  public static String times(double factor) {
    return new DecimalFormat(factor < 10 ? "0.0" : "#,##0", SYMBOLS).format(factor) + " ×";
  }

  /** Bytes in decimal units: {@code 3.2 MB}. */
  public static String bytes(double bytes) {
    double value = bytes;
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return decimal(value) + " " + units[unit];
  }

  /** A place in a recording, in seconds, to tenths: {@code 0:45.2}, {@code 1:02:11.0}. */
  public static String place(double seconds) {
    long tenths = Math.round(Math.max(0, seconds) * 10);
    return clock(tenths / 10) + "." + tenths % 10;
  }

  /** The length of a recording in seconds: {@code 2:04}, {@code 1:02:11}. */
  public static String length(double seconds) {
    return clock(Math.round(Math.max(0, seconds)));
  }

  private static String clock(long seconds) {
    long hours = seconds / 3600;
    long minutes = seconds / 60 % 60;
    return hours > 0
        ? "%d:%02d:%02d".formatted(hours, minutes, seconds % 60)
        : "%d:%02d".formatted(minutes, seconds % 60);
  }

  /** How long something took: {@code 0.4 s}, {@code 6 min 20 s}, {@code 2 h 5 min}. */
  public static String duration(Duration duration) {
    return stentor.control.HumanDuration.said(duration);
  }

  /** A time of day: {@code 11:42}. */
  public static String time(Instant at, ZoneId zone) {
    return CLOCK.format(at.atZone(zone));
  }

  /** A time of day to the second: {@code 11:42:07}. */
  public static String timeToSecond(Instant at, ZoneId zone) {
    return CLOCK_SECONDS.format(at.atZone(zone));
  }

  /** When something was, as short as it is clear: the time today, the day and time this year. */
  public static String when(Instant at, Instant now, ZoneId zone) {
    LocalDate day = at.atZone(zone).toLocalDate();
    LocalDate today = now.atZone(zone).toLocalDate();
    if (day.equals(today)) {
      return time(at, zone);
    }
    return (day.getYear() == today.getYear() ? DAY : DAY_OF_YEAR).format(at.atZone(zone));
  }

  /** Money: {@code $1.93}; {@code €} and others by their code. */
  public static String money(double amount, String currency) {
    String number = new DecimalFormat("#,##0.00", SYMBOLS).format(amount);
    return currency.equals("USD") ? "$" + number : number + " " + currency;
  }
}
