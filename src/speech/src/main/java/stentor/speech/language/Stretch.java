package stentor.speech.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;
import stentor.speech.cut.SpeechPart;

/**
 * A few utterances of one part: as much as it takes to tell their language, and as little as can be
 * in one. Immutable.
 *
 * @param part the part they are in
 * @param utterances in order, never empty
 */
public record Stretch(SpeechPart part, List<Span> utterances) {

  /** So many seconds of voice tell a language apart. */
  public static final double TELLING_SECONDS = 3;

  /** Nobody is asked about less: a "yes" is of the language around it. */
  private static final double LEAST_SECONDS = 0.8;

  /** What an engine may want of the audio around, in samples: 0.3 s. */
  private static final long MARGIN = 4_800;

  /** Copies the list. */
  public Stretch {
    utterances = List.copyOf(utterances);
  }

  /**
   * What is asked about.
   *
   * @param audio what goes with it, counted from the beginning of the recording
   * @param speech where somebody speaks, counted from the beginning of {@code audio}
   */
  public record Question(Span audio, Span speech) {}

  /** The stretches of parts, in order. */
  public static List<Stretch> of(List<SpeechPart> parts) {
    List<Stretch> stretches = new ArrayList<>();
    for (SpeechPart part : parts) {
      stretches.addAll(of(part));
    }
    return stretches;
  }

  private static List<Stretch> of(SpeechPart part) {
    List<Stretch> stretches = new ArrayList<>();
    List<Span> open = new ArrayList<>();
    for (Span utterance : part.utterances()) {
      // What is long enough by itself is not mixed with what came before: that may be in another.
      if (!open.isEmpty() && utterance.seconds() >= TELLING_SECONDS) {
        stretches.add(new Stretch(part, open));
        open = new ArrayList<>();
      }
      open.add(utterance);
      if (seconds(open) >= TELLING_SECONDS) {
        stretches.add(new Stretch(part, open));
        open = new ArrayList<>();
      }
    }
    if (!open.isEmpty()) {
      stretches.add(new Stretch(part, open));
    }
    return stretches;
  }

  /**
   * The place of the one that is asked about first: the first that is long enough to tell, else the
   * longest; 0 where there is none.
   */
  public static int first(List<Stretch> stretches) {
    return IntStream.range(0, stretches.size())
        .filter(index -> stretches.get(index).seconds() >= TELLING_SECONDS)
        .findFirst()
        .orElseGet(
            () ->
                IntStream.range(0, stretches.size())
                    .boxed()
                    .max(Comparator.comparingDouble(index -> stretches.get(index).seconds()))
                    .orElse(0));
  }

  private static double seconds(List<Span> utterances) {
    return (double) utterances.stream().mapToLong(Span::length).sum() / Samples.RATE;
  }

  /** Whether it is long enough for its language to be told. */
  public boolean isTelling() {
    return seconds() >= LEAST_SECONDS;
  }

  /** How long somebody speaks in it. */
  public double seconds() {
    return seconds(utterances);
  }

  /**
   * Its first voiced seconds.
   *
   * @param most how many of them
   */
  public Question question(double most) {
    long left = (long) (most * Samples.RATE);
    long from = utterances.getFirst().from();
    long to = from;
    for (Span utterance : utterances) {
      long taken = Math.min(left, utterance.length());
      // A long silence inside is more than a worker takes; what comes before it has to do.
      if (taken <= 0 || utterance.from() + taken - from > 2 * (long) (most * Samples.RATE)) {
        break;
      }
      to = utterance.from() + taken;
      left -= taken;
    }
    return about(new Span(from, to));
  }

  /** All of it, utterance by utterance, as it is recognised. */
  public List<Question> whole() {
    return utterances.stream().map(this::about).toList();
  }

  private Question about(Span speech) {
    long begin = Math.max(part.span().from(), speech.from() - MARGIN);
    long end = Math.min(part.span().to(), speech.to() + MARGIN);
    return new Question(new Span(begin, end), new Span(speech.from() - begin, speech.to() - begin));
  }
}
