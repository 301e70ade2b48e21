package stentor.speech.cut;

/** Finds where a stretch of audio as long as a part may be is cut. */
final class PartEnd {

  /** Frames of the longest part: 30 s. */
  static final int LONGEST = 100 * SilenceCutter.LONGEST_SECONDS;

  private static final int EARLIEST = LONGEST / 2;
  private static final int SHORTEST_PAUSE = 5;

  private PartEnd() {}

  /**
   * The middle of the longest pause in the second half, the later one of equals; the quietest frame
   * there if nobody pauses.
   *
   * @param window {@value #LONGEST} frames
   * @return the frame that begins the next part
   */
  static int of(VoiceActivity window) {
    int longest = SHORTEST_PAUSE;
    int end = -1;
    int from = EARLIEST;
    while (from < LONGEST) {
      int to = from;
      while (to < LONGEST && !window.voiced(to)) {
        to++;
      }
      if (to - from >= longest) {
        longest = to - from;
        end = (from + to) / 2;
      }
      from = to + 1;
    }
    return end >= 0 ? end : window.quietestFrame(EARLIEST, LONGEST);
  }
}
