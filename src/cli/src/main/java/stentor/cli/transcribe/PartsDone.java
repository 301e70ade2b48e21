package stentor.cli.transcribe;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import stentor.control.HumanDuration;

/**
 * How far a recording is.
 *
 * @param recording as it was given
 * @param done parts that have ended
 * @param total all parts, 1 or more
 * @param doneBefore parts that had ended when it was first looked at
 * @param since when that was
 */
record PartsDone(String recording, int done, int total, int doneBefore, Instant since) {

  private static final int BAR = 20;
  private static final String FULL = "█";
  private static final String EMPTY = "░";

  /** The same, further. */
  PartsDone now(int parts, int of) {
    return new PartsDone(recording, parts, of, doneBefore, since);
  }

  /** In one line, with a bar. */
  String drawn(Instant now) {
    int full = BAR * done / total;
    return FULL.repeat(full) + EMPTY.repeat(BAR - full) + " " + said(now);
  }

  /** In one line: {@code talk.wav: 12 of 41 parts, about 25 s left}. */
  String said(Instant now) {
    String far = String.format(Locale.ROOT, "%s: %d of %d parts", recording, done, total);
    return far + left(now).map(left -> ", about " + left + " left").orElse("");
  }

  /** At the pace so far; absent while there is none, or nothing is left. */
  private Optional<String> left(Instant now) {
    int fresh = done - doneBefore;
    long spent = Duration.between(since, now).toMillis();
    if (fresh <= 0 || spent <= 0 || done >= total) {
      return Optional.empty();
    }
    Duration left = Duration.ofMillis(spent * (total - done) / fresh);
    return Optional.of(HumanDuration.said(left));
  }
}
