package stentor.speech.cut;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.speech.audio.Samples;

/**
 * Finds utterances while somebody speaks, by the same rules as {@link SilenceCutter}: an utterance
 * has ended once nobody has spoken for {@value #PAUSE_SECONDS} s, or when it has gone on for
 * {@value #LONGEST_SECONDS} s, at its quietest moment. Holds at most {@value #HELD_SECONDS} s of
 * audio. Not for use by several threads at once.
 */
public final class LiveCutter {

  /** So long nobody speaks after an utterance, in seconds. */
  public static final double PAUSE_SECONDS = 0.6;

  /** No utterance is longer, in seconds. */
  public static final int LONGEST_SECONDS = 15;

  private static final int HELD_SECONDS = 30;
  private static final int PAUSE = (int) (PAUSE_SECONDS * Samples.RATE);
  private static final int LONGEST = LONGEST_SECONDS * Samples.RATE;

  /** Audio before the utterance that tells how loud the room is. */
  private static final int ROOM = 4 * Samples.RATE;

  /** The longest utterance, its pause and the room before it. */
  private static final int KEPT = 20 * Samples.RATE;

  /** Most that may come between two looks, so that nothing is forgotten before it is looked at. */
  private static final int MOST_UNSEEN = 4 * Samples.RATE;

  /** The level of the room changes, and the end of what was told with it, by less than this. */
  private static final int SLIVER = Samples.RATE / 10;

  private float[] window = new float[0];
  private int unseen;
  private int filled;
  private long start;
  private long told;

  /**
   * What can be said by now.
   *
   * @param ended utterances that will not change any more, each told once, in order; counted in
   *     samples from the beginning
   * @param open what somebody is saying now
   */
  public record Look(List<Span> ended, Optional<Span> open) {

    /** Copies the list. */
    public Look {
      ended = List.copyOf(ended);
    }
  }

  /** How many samples can be taken before the next look. */
  public int room() {
    return MOST_UNSEEN - unseen;
  }

  /** How many samples came. */
  public long length() {
    return start + filled;
  }

  /**
   * Takes samples of 16 kHz.
   *
   * @throws IllegalArgumentException if there is no room for them
   */
  public void accept(float[] samples, int length) {
    if (length > room()) {
      throw new IllegalArgumentException(length + " samples, room for " + room());
    }
    if (window.length == 0) {
      // Who only listens needs no room.
      window = new float[HELD_SECONDS * Samples.RATE];
    }
    System.arraycopy(samples, 0, window, filled, length);
    filled += length;
    unseen += length;
  }

  /**
   * Looks what can be said now. What was told as ended can be {@linkplain #excerpt read} until the
   * next look.
   *
   * @param last whether nothing more comes
   */
  public Look look(boolean last) {
    forget();
    unseen = 0;
    VoiceActivity activity = VoiceActivity.of(window, filled);
    List<Span> ended = new ArrayList<>();
    Optional<Span> open = Optional.empty();
    for (FrameRun run : UtteranceCutter.utterances(activity)) {
      Span span = run.span(start);
      if (span.to() <= told) {
        continue;
      }
      Span fresh = new Span(Math.max(told, span.from()), span.to());
      if (span.from() < told && fresh.length() < SLIVER) {
        continue;
      }
      if (last || length() - fresh.to() >= PAUSE) {
        ended.add(fresh);
        told = fresh.to();
      } else if (fresh.length() > LONGEST) {
        long cut = start + activity.quietest(fresh.shifted(-start));
        ended.add(new Span(fresh.from(), cut));
        told = cut;
        open = Optional.of(new Span(cut, fresh.to()));
      } else {
        open = Optional.of(fresh);
      }
    }
    return new Look(ended, open);
  }

  /** Gives room for what comes: drops what was told but for what tells how loud the room is. */
  private void forget() {
    long keepFrom = Math.max(told - ROOM, length() - KEPT);
    int frames = Math.toIntExact(Math.max(0, keepFrom - start) / FrameLevels.FRAME);
    int gone = frames * FrameLevels.FRAME;
    System.arraycopy(window, gone, window, 0, filled - gone);
    filled -= gone;
    start += gone;
  }

  /**
   * The audio around a stretch.
   *
   * @param margin samples before and after it, as far as they are held
   * @return the audio, and where the stretch is in it
   */
  public Excerpt excerpt(Span span, int margin) {
    int from = Math.toIntExact(Math.max(0, span.from() - margin - start));
    int to = Math.toIntExact(Math.min(filled, span.to() + margin - start));
    float[] samples = new float[to - from];
    System.arraycopy(window, from, samples, 0, samples.length);
    return new Excerpt(new Samples(samples), span.shifted(-(start + from)));
  }

  /**
   * A stretch of audio with a little of what is around it.
   *
   * @param audio all of it
   * @param speech where the stretch is in there
   */
  public record Excerpt(Samples audio, Span speech) {}
}
