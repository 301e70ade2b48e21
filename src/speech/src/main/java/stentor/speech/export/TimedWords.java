package stentor.speech.export;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.TimeSpan;
import stentor.speech.transcript.Word;
import stentor.speech.transcript.WordTimes;

/** The words of a segment with their times, whether its engine gave them or not. */
final class TimedWords {

  private static final Pattern SPACES = Pattern.compile(" +");

  private TimedWords() {}

  /**
   * The engine's words where together they are the whole text, else words estimated from the text:
   * an exporter never shows less than was recognised. The last word of a gap is {@link
   * ShownText#GAP}.
   */
  static List<Word> of(Segment segment) {
    List<Word> words =
        segment.words().stream()
            .map(TimedWords::inOneLine)
            .filter(word -> !word.text().isEmpty())
            .toList();
    String shown = ShownText.of(segment);
    StringBuilder together = new StringBuilder();
    words.forEach(word -> together.append(word.text()));
    return withoutSpaces(together).equals(withoutSpaces(shown))
        ? words
        : WordTimes.estimate(shown, new TimeSpan(segment.start(), segment.end()), List.of());
  }

  /** The same words as stretches of the text, which knows where spaces stand between them. */
  static List<Piece> pieces(Segment segment) {
    String shown = ShownText.of(segment);
    List<Piece> pieces = new ArrayList<>();
    int position = 0;
    for (Word word : of(segment)) {
      boolean spaceBefore = position < shown.length() && shown.charAt(position) == ' ';
      int start = spaceBefore ? position + 1 : position;
      position = start;
      int left = withoutSpaces(word.text()).length();
      while (left > 0) {
        left -= shown.charAt(position) == ' ' ? 0 : 1;
        position++;
      }
      pieces.add(
          new Piece(shown.substring(start, position), word.start(), word.end(), spaceBefore));
    }
    return pieces;
  }

  private static Word inOneLine(Word word) {
    return new Word(
        ShownText.oneLine(word.text()),
        word.start(),
        word.end(),
        word.confidence(),
        word.estimated());
  }

  private static String withoutSpaces(CharSequence text) {
    return SPACES.matcher(text).replaceAll("");
  }
}
