package stentor.speech.export;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the two formats of NIST's scoring toolkit share (<a
 * href="https://github.com/usnistgov/SCTK/blob/master/doc/infmts.htm">SCTK, input formats</a>):
 * fields between spaces, comments behind {@code ;;}, one channel.
 */
final class ScoringFile {

  /** A recording here is mono. */
  static final String CHANNEL = "1";

  private static final Pattern NOT_IN_A_NAME = Pattern.compile("[\\s\\p{Cc}\\p{Z}\\p{Cs}/\\\\]+");

  private ScoringFile() {}

  /** A field cannot hold a space, and a line that begins with a semicolon would be a comment. */
  static String recording(String name) {
    String field = NOT_IN_A_NAME.matcher(name).replaceAll("_");
    if (field.isEmpty()) {
      return "recording";
    }
    return field.startsWith(";") ? "_" + field : field;
  }

  /** A line that scoring programs pass over. */
  static String comment(String text) {
    return ";; " + ShownText.oneLine(text) + "\n";
  }

  /** The flags of a transcript as a comment; nothing where there are none. */
  static String flags(List<String> flags) {
    return flags.isEmpty() ? "" : comment("flags: " + String.join(", ", flags));
  }
}
