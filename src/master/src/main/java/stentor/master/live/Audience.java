package stentor.master.live;

import stentor.protocol.kaldi.KaldiStatus;
import stentor.speech.transcript.Segment;

/** Hears what becomes of one stream. Called by one thread at a time; may block for a while. */
public interface Audience {

  /** What is understood so far of the utterance with this number. */
  void partial(int segment, String text);

  /** What was said in the utterance with this number, times from the beginning of the stream. */
  void finished(int segment, Segment said);

  /** The stream was read to its end and is a job now; the last call. */
  void ended();

  /** It cannot go on; the last call. */
  void failed(KaldiStatus status, String message);
}
