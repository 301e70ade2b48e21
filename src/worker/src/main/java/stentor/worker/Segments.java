package stentor.worker;

import java.util.List;
import stentor.engines.Recognition;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.TimeSpan;
import stentor.speech.transcript.Word;
import stentor.speech.transcript.WordConfidence;
import stentor.speech.transcript.WordTimes;

/** Puts what an engine made of an utterance at its place. */
public final class Segments {

  private Segments() {}

  /**
   * The segment of an utterance. Where the engine gives no times of words they are estimated inside
   * the utterance.
   *
   * @param utterance where it is, in samples of what the times shall be counted from
   * @param language BCP 47 tag
   */
  public static Segment of(Span utterance, Recognition recognition, String language) {
    TimeSpan whole =
        new TimeSpan(
            (double) utterance.from() / Samples.RATE, (double) utterance.to() / Samples.RATE);
    List<Word> words =
        recognition.words().isEmpty()
            ? WordTimes.estimate(recognition.text(), whole, List.of(whole))
            : recognition.words().stream().map(word -> word.shifted(whole.start())).toList();
    return new Segment(
        whole.start(),
        whole.end(),
        recognition.text(),
        language,
        WordConfidence.of(words, recognition.tokens()),
        recognition.tokens(),
        recognition.meanLogProbability(),
        false);
  }
}
