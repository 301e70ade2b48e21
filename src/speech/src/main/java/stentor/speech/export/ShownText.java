package stentor.speech.export;

import java.util.regex.Pattern;
import stentor.speech.transcript.Segment;

/** What a person sees of a segment. */
final class ShownText {

  /**
   * Stands where something was said that could not be recognised. In square brackets, because
   * normalisers drop these: the mark is never scored as a word.
   */
  static final String GAP = "[…]";

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cc}\\p{Z}]+");
  private static final Pattern HALF_CHARACTER = Pattern.compile("\\p{Cs}");

  private ShownText() {}

  /** The segment's text in one line, the mark of the gap after it where it is one. */
  static String of(Segment segment) {
    String text = oneLine(segment.text());
    if (!segment.gap()) {
      return text;
    }
    return text.isEmpty() ? GAP : text + " " + GAP;
  }

  /**
   * Without line breaks, control characters and halves of characters, which no encoding can write;
   * single spaces, none at the ends.
   */
  static String oneLine(String text) {
    String whole = HALF_CHARACTER.matcher(text).replaceAll("\uFFFD");
    return SPACES.matcher(whole).replaceAll(" ").strip();
  }
}
