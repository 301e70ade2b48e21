package stentor.speech.cut;

import java.util.List;

/**
 * A part of a recording in which somebody speaks, from one cut to the next: what one worker
 * recognises at a time.
 *
 * @param span where it is in the recording, at most {@value SilenceCutter#LONGEST_SECONDS} s
 * @param utterances the speech in it, at least one, in order and apart from each other, each from
 *     the first sample with voice to the one after the last; counted from the beginning of the
 *     recording, as {@code span} is
 */
public record SpeechPart(Span span, List<Span> utterances) {

  /** Copies the list and checks that it has an utterance. */
  public SpeechPart {
    utterances = List.copyOf(utterances);
    if (utterances.isEmpty()) {
      throw new IllegalArgumentException("a part without speech: " + span);
    }
  }
}
