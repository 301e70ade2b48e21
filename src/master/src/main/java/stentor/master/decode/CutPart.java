package stentor.master.decode;

import java.util.List;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.job.PreparedJob.Utterance;
import stentor.speech.cut.Span;
import stentor.speech.cut.SpeechPart;

/**
 * A stretch of a recording from cut to cut, of no language yet.
 *
 * @param number its place, from 0
 * @param from first sample at 16 kHz
 * @param to one past the last sample
 * @param utterances stretches of speech in it, never empty
 */
public record CutPart(int number, long from, long to, List<Utterance> utterances) {

  /** Copies the list. */
  public CutPart {
    utterances = List.copyOf(utterances);
  }

  /** The part as it was cut. */
  public SpeechPart speech() {
    return new SpeechPart(
        new Span(from, to),
        utterances.stream().map(speech -> new Span(speech.from(), speech.to())).toList());
  }

  /** The part as work for a model. */
  public Part toPart(String model, String language) {
    return new Part(number, model, language, from, to, utterances);
  }
}
