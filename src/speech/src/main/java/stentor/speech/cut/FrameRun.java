package stentor.speech.cut;

/**
 * Neighbouring frames of 10 ms.
 *
 * @param from the first
 * @param to the one after the last, after {@code from}
 */
record FrameRun(int from, int to) {

  int length() {
    return to - from;
  }

  /** As samples, of which the frame 0 begins with the sample {@code origin}. */
  Span span(long origin) {
    return new Span(
        origin + (long) from * FrameLevels.FRAME, origin + (long) to * FrameLevels.FRAME);
  }
}
