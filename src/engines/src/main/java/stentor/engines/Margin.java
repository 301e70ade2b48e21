package stentor.engines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;
import stentor.speech.transcript.Word;

/**
 * An utterance with a little of the audio around it, so that its first and last sounds are whole.
 *
 * @param from its first sample in the part
 * @param to the sample after its last
 * @param utterance the utterance inside, counted from the first sample of the part
 */
public record Margin(int from, int to, Span utterance) {

  /** As Moonshine has it (docs/decisions/0005); not measured for other engines. */
  private static final int BEFORE = Samples.RATE / 10;

  private static final int AFTER = Samples.RATE / 5;

  /**
   * Around an utterance of a part, as far as the part goes.
   *
   * @param longest how many samples it may have; an utterance of that length has no margin
   * @throws IndexOutOfBoundsException if the utterance leaves the part
   * @throws IllegalArgumentException if the utterance is longer than {@code longest}
   */
  public static Margin around(Samples part, Span utterance, int longest) {
    if (utterance.to() > part.length()) {
      throw new IndexOutOfBoundsException(utterance + " in " + part.length() + " samples");
    }
    if (utterance.length() > longest) {
      throw new IllegalArgumentException("utterance of " + utterance.seconds() + " s");
    }
    long from = Math.max(0, utterance.from() - BEFORE);
    from = Math.max(from, utterance.to() - longest);
    long to = Math.min(Math.min(part.length(), utterance.to() + AFTER), from + longest);
    return new Margin((int) from, (int) to, utterance);
  }

  /** The samples. */
  public float[] of(Samples part) {
    return Arrays.copyOfRange(part.array(), from, to);
  }

  /**
   * Whether a word, its times counted from the beginning of the margin, is of the utterance at all:
   * what was said before and after it is not.
   */
  public boolean isOfUtterance(Word word) {
    return word.end() > margin(0) && word.start() < margin(utterance.length());
  }

  /** Seconds from the beginning of the margin of a sample of the utterance. */
  private double margin(long sample) {
    return (double) (utterance.from() + sample - from) / Samples.RATE;
  }

  /**
   * Words with times counted from the beginning of the utterance, where they were counted from the
   * beginning of the margin: within the utterance, in order, none before the one before it began.
   */
  public List<Word> inUtterance(List<Word> words) {
    double shift = -margin(0);
    List<Word> moved = new ArrayList<>(words.size());
    double earliest = 0;
    for (Word word : words) {
      double start = Math.clamp(word.start() + shift, earliest, utterance.seconds());
      double end = Math.clamp(word.end() + shift, start, utterance.seconds());
      moved.add(new Word(word.text(), start, end, word.confidence(), word.estimated()));
      earliest = start;
    }
    return List.copyOf(moved);
  }
}
