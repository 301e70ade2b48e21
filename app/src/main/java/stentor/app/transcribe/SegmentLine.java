package stentor.app.transcribe;

import java.util.ArrayList;
import java.util.List;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Transcript;
import stentor.speech.transcript.Word;

/**
 * A segment as it is shown. Immutable.
 *
 * @param index its place, from 0
 * @param start seconds from the beginning of the recording
 * @param end seconds from the beginning
 * @param language BCP 47 tag
 * @param gap whether it could not be recognised
 * @param words in order
 */
record SegmentLine(
    int index, double start, double end, String language, boolean gap, List<Piece> words) {

  /**
   * A word as it is shown.
   *
   * @param text the word
   * @param start where it is heard, in seconds
   * @param end where it ends
   * @param sureness whether it is pointed out
   */
  record Piece(String text, double start, double end, Sureness sureness) {}

  SegmentLine {
    words = List.copyOf(words);
  }

  /** The lines of a transcript. */
  static List<SegmentLine> of(Transcript transcript) {
    List<SegmentLine> lines = new ArrayList<>(transcript.segments().size());
    for (Segment segment : transcript.segments()) {
      lines.add(
          new SegmentLine(
              lines.size(),
              segment.start(),
              segment.end(),
              segment.language(),
              segment.gap(),
              pieces(segment)));
    }
    return lines;
  }

  /** Words as far as they spell the segment's text; else the text as a whole. */
  private static List<Piece> pieces(Segment segment) {
    if (segment.gap()) {
      return List.of();
    }
    if (segment.words().isEmpty()) {
      Word whole =
          new Word(
              segment.text(),
              segment.start(),
              segment.end(),
              java.util.OptionalDouble.empty(),
              true);
      return List.of(piece(whole, segment));
    }
    return segment.words().stream().map(word -> piece(word, segment)).toList();
  }

  private static Piece piece(Word word, Segment segment) {
    return new Piece(word.text(), word.start(), word.end(), Sureness.of(word, segment));
  }

  /** What was said. */
  String text() {
    return String.join(" ", words.stream().map(Piece::text).toList());
  }
}
