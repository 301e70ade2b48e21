package stentor.master.language;

import java.util.ArrayList;
import java.util.List;
import stentor.master.decode.CutPart;
import stentor.protocol.job.PreparedJob.Utterance;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;

/**
 * A few utterances of one part: as much as it takes to tell their language, and as little as can be
 * in one.
 *
 * @param part the part they are in
 * @param utterances in order, never empty
 */
record Stretch(CutPart part, List<Utterance> utterances) {

  /** Three seconds tell a language apart. */
  private static final double WANTED_SECONDS = 3;

  /** Nobody is asked about less: a "yes" is of the language around it. */
  private static final double LEAST_SECONDS = 0.8;

  /** What an engine may want of the audio around, in samples: 0.3 s. */
  private static final long MARGIN = 4_800;

  Stretch {
    utterances = List.copyOf(utterances);
  }

  /** What is asked about: the speech, and the audio that goes with it. */
  record Question(Span audio, Span speech) {}

  /** The stretches of parts, in order. */
  static List<Stretch> of(List<CutPart> parts) {
    List<Stretch> stretches = new ArrayList<>();
    for (CutPart part : parts) {
      stretches.addAll(of(part));
    }
    return stretches;
  }

  private static List<Stretch> of(CutPart part) {
    List<Stretch> stretches = new ArrayList<>();
    List<Utterance> open = new ArrayList<>();
    for (Utterance utterance : part.utterances()) {
      // What is long enough by itself is not mixed with what came before: that may be in another.
      if (!open.isEmpty() && seconds(List.of(utterance)) >= WANTED_SECONDS) {
        stretches.add(new Stretch(part, open));
        open = new ArrayList<>();
      }
      open.add(utterance);
      if (seconds(open) >= WANTED_SECONDS) {
        stretches.add(new Stretch(part, open));
        open = new ArrayList<>();
      }
    }
    if (!open.isEmpty()) {
      stretches.add(new Stretch(part, open));
    }
    return stretches;
  }

  private static double seconds(List<Utterance> utterances) {
    return (double) utterances.stream().mapToLong(one -> one.to() - one.from()).sum()
        / Samples.RATE;
  }

  /** Whether it is long enough for its language to be told. */
  boolean isTelling() {
    return seconds() >= LEAST_SECONDS;
  }

  /** How long somebody speaks in it. */
  double seconds() {
    return seconds(utterances);
  }

  /**
   * Its first voiced seconds.
   *
   * @param most how many of them
   */
  Question question(double most) {
    long left = (long) (most * Samples.RATE);
    long from = utterances.getFirst().from();
    long to = from;
    for (Utterance utterance : utterances) {
      long taken = Math.min(left, utterance.to() - utterance.from());
      // A long silence inside is more than a worker takes; what comes before it has to do.
      if (taken <= 0 || utterance.from() + taken - from > 2 * (long) (most * Samples.RATE)) {
        break;
      }
      to = utterance.from() + taken;
      left -= taken;
    }
    long begin = Math.max(part.from(), from - MARGIN);
    long end = Math.min(part.to(), to + MARGIN);
    return new Question(new Span(begin, end), new Span(from - begin, to - begin));
  }
}
