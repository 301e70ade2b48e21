package stentor.speech.cut;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the voice of one part into utterances: at every pause of half a second, and where nobody
 * pauses for 20 s at the longest pause there is, or else at the quietest moment of the middle.
 */
final class UtteranceCutter {

  private static final int SHORTEST_GAP = 10;
  private static final int CUTTING_GAP = 50;
  private static final int LONGEST = 2000;

  private final VoiceActivity activity;
  private final List<FrameRun> found = new ArrayList<>();

  private UtteranceCutter(VoiceActivity activity) {
    this.activity = activity;
  }

  /** The utterances in order; none if there is no voice. */
  static List<FrameRun> utterances(VoiceActivity activity) {
    UtteranceCutter cutter = new UtteranceCutter(activity);
    cutter.cut(joined(activity.runs()));
    return cutter.found;
  }

  /** Runs without the gaps that are too short to be a pause. */
  private static List<FrameRun> joined(List<FrameRun> runs) {
    List<FrameRun> joined = new ArrayList<>();
    for (FrameRun run : runs) {
      if (!joined.isEmpty() && run.from() - joined.getLast().to() < SHORTEST_GAP) {
        joined.add(new FrameRun(joined.removeLast().from(), run.to()));
      } else {
        joined.add(run);
      }
    }
    return joined;
  }

  private void cut(List<FrameRun> runs) {
    if (runs.isEmpty()) {
      return;
    }
    FrameRun whole = new FrameRun(runs.getFirst().from(), runs.getLast().to());
    int last = beforeLongestGap(runs);
    boolean pauses = last + 1 < runs.size();
    if (pauses && (gapAfter(runs, last) >= CUTTING_GAP || whole.length() > LONGEST)) {
      cut(runs.subList(0, last + 1));
      cut(runs.subList(last + 1, runs.size()));
    } else if (whole.length() > LONGEST) {
      int middle = activity.quietestInMiddle(whole);
      cut(List.of(new FrameRun(whole.from(), middle)));
      cut(List.of(new FrameRun(middle, whole.to())));
    } else {
      found.add(whole);
    }
  }

  /** The run before the longest gap, the first of equals; 0 if there is no gap. */
  private static int beforeLongestGap(List<FrameRun> runs) {
    int longest = 0;
    for (int run = 1; run < runs.size() - 1; run++) {
      if (gapAfter(runs, run) > gapAfter(runs, longest)) {
        longest = run;
      }
    }
    return longest;
  }

  private static int gapAfter(List<FrameRun> runs, int run) {
    return runs.get(run + 1).from() - runs.get(run).to();
  }
}
