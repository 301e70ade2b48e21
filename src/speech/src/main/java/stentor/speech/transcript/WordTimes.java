package stentor.speech.transcript;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Estimates when each word of a segment was said, for engines that do not tell. A pure function.
 *
 * <p>The words share the voiced time in proportion to their letters and digits, each with one more
 * for its onset. A word belongs to the one voiced span in which its middle falls, so that no word
 * reaches over a pause; the words of a span fill it. The times are good enough to follow a text and
 * to cut subtitles; they are not an alignment, and every word says so by {@link Word#estimated()}.
 */
public final class WordTimes {

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  private WordTimes() {}

  /**
   * The words of {@code text} in order: times do not decrease, words do not overlap, and all lie
   * within {@code whole}.
   *
   * @param text words separated by white space; text without any (Chinese, Japanese) is one word
   * @param whole where the text was said
   * @param voiced where within it somebody spoke, in any order; what lies outside {@code whole} is
   *     ignored, and where nothing is left all of {@code whole} counts as voiced
   */
  public static List<Word> estimate(String text, TimeSpan whole, List<TimeSpan> voiced) {
    List<String> words = SPACES.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    List<TimeSpan> spans = within(whole, voiced);
    double voicedSeconds = spans.stream().mapToDouble(TimeSpan::seconds).sum();
    double weights = words.stream().mapToDouble(WordTimes::weight).sum();

    List<Word> estimated = new ArrayList<>(words.size());
    double said = 0;
    double voicedBefore = 0;
    int next = 0;
    for (int i = 0; i < spans.size(); i++) {
      TimeSpan span = spans.get(i);
      double voicedAfter = voicedBefore + span.seconds();
      List<String> inside = new ArrayList<>();
      while (next < words.size()) {
        double weight = weight(words.get(next));
        double middle = (said + weight / 2) / weights * voicedSeconds;
        if (middle >= voicedAfter && i < spans.size() - 1) {
          break;
        }
        inside.add(words.get(next));
        said += weight;
        next++;
      }
      estimated.addAll(filling(span, inside));
      voicedBefore = voicedAfter;
    }
    return List.copyOf(estimated);
  }

  /** The words one after another, the first at the span's start and the last at its end. */
  private static List<Word> filling(TimeSpan span, List<String> words) {
    double weights = words.stream().mapToDouble(WordTimes::weight).sum();
    List<Word> filled = new ArrayList<>(words.size());
    double said = 0;
    double start = span.start();
    for (String word : words) {
      said += weight(word);
      double end = Math.min(span.end(), span.start() + span.seconds() * (said / weights));
      filled.add(new Word(word, start, end, OptionalDouble.empty(), true));
      start = end;
    }
    return filled;
  }

  private static double weight(String word) {
    return 1 + word.codePoints().filter(Character::isLetterOrDigit).count();
  }

  /** The spans cut to {@code whole}, in order, overlapping ones joined; never none. */
  private static List<TimeSpan> within(TimeSpan whole, List<TimeSpan> voiced) {
    List<TimeSpan> joined = new ArrayList<>();
    voiced.stream()
        .map(
            span ->
                new TimeSpan(
                    Math.max(whole.start(), span.start()), Math.min(whole.end(), span.end())))
        .filter(span -> span.seconds() > 0)
        .sorted(Comparator.comparingDouble(TimeSpan::start))
        .forEach(
            span -> {
              if (!joined.isEmpty() && span.start() <= joined.getLast().end()) {
                TimeSpan last = joined.removeLast();
                joined.add(new TimeSpan(last.start(), Math.max(last.end(), span.end())));
              } else {
                joined.add(span);
              }
            });
    return joined.isEmpty() ? List.of(whole) : joined;
  }
}
