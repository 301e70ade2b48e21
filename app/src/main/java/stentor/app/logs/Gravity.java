package stentor.app.logs;

import java.util.Locale;
import stentor.app.navigation.ScreenView.Mood;

/** How grave a line of a log is, the least grave first. */
enum Gravity {
  /** Of use to whoever looks for a defect. */
  DETAIL(Mood.NEUTRAL),
  /** What happens. */
  INFO(Mood.NEUTRAL),
  /** Somebody should know. */
  WARNING(Mood.ATTENTION),
  /** Something failed. */
  ERROR(Mood.BAD);

  private final Mood mood;

  Gravity(Mood mood) {
    this.mood = mood;
  }

  /** How it is to be taken. */
  Mood mood() {
    return mood;
  }

  /** Whether it is at least so grave. */
  boolean isAtLeast(Gravity other) {
    return compareTo(other) >= 0;
  }

  /** That of a level as Logback names it; what is unknown only informs. */
  static Gravity of(String level) {
    return switch (level.toUpperCase(Locale.ROOT)) {
      case "ERROR" -> ERROR;
      case "WARN" -> WARNING;
      case "DEBUG", "TRACE" -> DETAIL;
      default -> INFO;
    };
  }
}
