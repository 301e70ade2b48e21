package stentor.speech.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Transcript;

/**
 * What a subtitle shows at one time.
 *
 * <p>A segment becomes one cue, or several where it would be more than {@value #MOST_LINES} lines
 * of {@value #MOST_COLUMNS} columns or stay longer than 7 s: the limits of the common guidelines
 * (BBC Subtitle Guidelines; Netflix Timed Text Style Guide). It is cut between words, after the end
 * of a sentence or a clause where that leaves a cue at least half as full. The cue of a gap lasts
 * as long as the gap.
 *
 * @param stretch when it is shown
 * @param lines one or two, not empty
 */
record Cue(Timeline.Stretch stretch, List<String> lines) {

  static final int MOST_LINES = 2;
  static final int MOST_COLUMNS = 42;
  private static final double MOST_SECONDS = 7;

  /** The cues of a transcript, in order, not overlapping. */
  static List<Cue> of(Transcript transcript) {
    Timeline timeline = new Timeline();
    return transcript.segments().stream()
        .flatMap(segment -> of(segment, timeline).stream())
        .toList();
  }

  private static List<Cue> of(Segment segment, Timeline timeline) {
    List<Piece> pieces =
        TimedWords.pieces(segment).stream()
            .flatMap(piece -> piece.inPartsOf(MOST_COLUMNS).stream())
            .toList();
    List<Cue> cues = new ArrayList<>();
    List<Piece> left = pieces;
    while (!left.isEmpty()) {
      int taken = fitting(left);
      taken = taken < left.size() ? afterClause(left, taken) : taken;
      cues.add(cue(left.subList(0, taken), segment.gap(), timeline));
      left = left.subList(taken, left.size());
    }
    return cues;
  }

  private static Cue cue(List<Piece> pieces, boolean gap, Timeline timeline) {
    double start = pieces.getFirst().start();
    double end = pieces.getLast().end();
    return new Cue(
        timeline.place(start, gap ? end : Math.min(end, start + MOST_SECONDS)),
        lines(pieces).orElseThrow());
  }

  /** How many pieces fit into one cue, at least one. */
  private static int fitting(List<Piece> pieces) {
    int fitting = 1;
    while (fitting < pieces.size()
        && pieces.get(fitting).end() - pieces.getFirst().start() <= MOST_SECONDS
        && lines(pieces.subList(0, fitting + 1)).isPresent()) {
      fitting++;
    }
    return fitting;
  }

  private static int afterClause(List<Piece> pieces, int most) {
    int columns = columns(pieces.subList(0, most));
    for (int taken = most; taken > 0 && 2 * columns(pieces.subList(0, taken)) >= columns; taken--) {
      if (pieces.get(taken - 1).endsClause()) {
        return taken;
      }
    }
    return most;
  }

  /** The pieces in one line, else in two as equal as can be; empty where they need more. */
  private static Optional<List<String>> lines(List<Piece> pieces) {
    if (columns(pieces) <= MOST_COLUMNS) {
      return Optional.of(List.of(joined(pieces)));
    }
    int best = 0;
    int narrowest = MOST_COLUMNS + 1;
    for (int i = 1; i < pieces.size(); i++) {
      int upper = columns(pieces.subList(0, i));
      int lower = columns(pieces.subList(i, pieces.size()));
      if (Math.max(upper, lower) < narrowest) {
        narrowest = Math.max(upper, lower);
        best = i;
      }
    }
    return best == 0
        ? Optional.empty()
        : Optional.of(
            List.of(joined(pieces.subList(0, best)), joined(pieces.subList(best, pieces.size()))));
  }

  private static int columns(List<Piece> pieces) {
    int spaces = (int) pieces.stream().skip(1).filter(Piece::spaceBefore).count();
    return spaces + pieces.stream().mapToInt(Piece::columns).sum();
  }

  private static String joined(List<Piece> pieces) {
    return Stream.concat(
            Stream.of(pieces.getFirst().text()),
            pieces.stream().skip(1).map(piece -> (piece.spaceBefore() ? " " : "") + piece.text()))
        .reduce("", String::concat);
  }
}
