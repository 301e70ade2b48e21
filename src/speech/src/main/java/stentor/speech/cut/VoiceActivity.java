package stentor.speech.cut;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stentor.speech.audio.Samples;

/**
 * Which frames of 10 ms of some audio hold voice, told from their levels alone: a stretch that
 * stays {@value #OFF_DECIBELS} dB above the floor and is {@value #ON_DECIBELS} dB above it in at
 * least {@value #ON_FRAMES} frames. The floor is what 10 % of the frames do not exceed. Steady
 * noise of any level therefore holds none.
 *
 * <p>Where the numbers come from: ADR 0005. Immutable.
 */
public final class VoiceActivity {

  private static final int FLOOR_PERCENT = 10;
  private static final double ON_DECIBELS = 5;
  private static final double OFF_DECIBELS = 3;
  private static final double LEAST_ON_DECIBELS = -78;
  private static final double LEAST_OFF_DECIBELS = -80;
  private static final int ON_FRAMES = 5;

  private final FrameLevels levels;
  private final boolean[] voiced;

  private VoiceActivity(FrameLevels levels, boolean[] voiced) {
    this.levels = levels;
    this.voiced = voiced;
  }

  /** Where the voice is in these samples. */
  public static VoiceActivity of(Samples samples) {
    return of(samples.array(), samples.length());
  }

  /** Where the voice is in the first {@code length} of these samples. */
  static VoiceActivity of(float[] samples, int length) {
    FrameLevels levels = FrameLevels.of(samples, length);
    return new VoiceActivity(levels, voiced(levels));
  }

  private static boolean[] voiced(FrameLevels levels) {
    boolean[] voiced = new boolean[levels.frames()];
    if (voiced.length == 0) {
      return voiced;
    }
    double floor = levels.percentile(FLOOR_PERCENT);
    double on = Math.max(floor + ON_DECIBELS, LEAST_ON_DECIBELS);
    double off = Math.max(floor + OFF_DECIBELS, LEAST_OFF_DECIBELS);
    int from = 0;
    while (from < voiced.length) {
      int to = from;
      int loud = 0;
      while (to < voiced.length && levels.decibels(to) > off) {
        loud += levels.decibels(to) > on ? 1 : 0;
        to++;
      }
      if (loud >= ON_FRAMES) {
        Arrays.fill(voiced, from, to, true);
      }
      from = to + 1;
    }
    return voiced;
  }

  /** How many whole frames there are. */
  int frames() {
    return voiced.length;
  }

  /** Whether a frame holds voice. */
  boolean voiced(int frame) {
    return voiced[frame];
  }

  /** The stretches with voice, in order. */
  List<FrameRun> runs() {
    List<FrameRun> runs = new ArrayList<>();
    int frame = 0;
    while (frame < voiced.length) {
      int from = frame;
      while (frame < voiced.length && voiced[frame]) {
        frame++;
      }
      if (frame > from) {
        runs.add(new FrameRun(from, frame));
      }
      frame++;
    }
    return runs;
  }

  /**
   * The quietest frame from {@code from} (included) to {@code to} (excluded), the first if equal.
   */
  int quietestFrame(int from, int to) {
    return levels.quietest(from, to);
  }

  /** The quietest frame of the middle third of a run. */
  int quietestInMiddle(FrameRun run) {
    int third = run.length() / 3;
    return levels.quietest(run.from() + third, run.to() - third);
  }

  /**
   * Seconds of voice in a span, frames that it only touches included.
   *
   * @param span in the samples this was made of
   */
  public double voicedSeconds(Span span) {
    FrameRun run = frames(span);
    int count = 0;
    for (int frame = run.from(); frame < run.to(); frame++) {
      count += voiced[frame] ? 1 : 0;
    }
    return (double) (count * FrameLevels.FRAME) / Samples.RATE;
  }

  /**
   * Where speech that must be cut is cut best: the sample at which the quietest frame of the middle
   * third of a span begins.
   *
   * @param span in the samples this was made of
   */
  public long quietest(Span span) {
    return (long) quietestInMiddle(frames(span)) * FrameLevels.FRAME;
  }

  private FrameRun frames(Span span) {
    int from = Math.toIntExact(span.from() / FrameLevels.FRAME);
    int to = Math.toIntExact((span.to() + FrameLevels.FRAME - 1) / FrameLevels.FRAME);
    return new FrameRun(Math.min(from, voiced.length), Math.min(to, voiced.length));
  }
}
