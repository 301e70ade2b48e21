package stentor.worker;

import java.util.ArrayList;
import java.util.List;
import stentor.engines.Cancellation;
import stentor.engines.Recognition;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.job.PreparedJob.Utterance;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;
import stentor.speech.transcript.Segment;
import stentor.worker.health.WatchedEngine;

/**
 * Recognises a part utterance by utterance and puts the answers at their place in the recording.
 */
final class PartRecogniser {

  private final WatchedEngine engine;

  PartRecogniser(WatchedEngine engine) {
    this.engine = engine;
  }

  /**
   * What became of a part.
   *
   * @param segments one for each utterance in which somebody speaks
   * @param seconds how long the engine worked on it
   */
  record Recognised(List<Segment> segments, double seconds) {

    Recognised {
      segments = List.copyOf(segments);
    }
  }

  /**
   * Recognises a part, and lets others use the engine between two utterances.
   *
   * @param samples audio of the part, from its first to its last sample
   */
  Recognised recognise(Samples samples, Part part, Cancellation cancellation) {
    List<Segment> segments = new ArrayList<>();
    double seconds = 0;
    for (Utterance utterance : part.utterances()) {
      cancellation.check();
      Span inside = new Span(utterance.from() - part.from(), utterance.to() - part.from());
      WatchedEngine.Answer answer = engine.recognise(samples, inside, cancellation);
      seconds += answer.seconds();
      Recognition recognition = answer.recognition();
      if (!recognition.text().isEmpty()) {
        segments.add(
            Segments.of(new Span(utterance.from(), utterance.to()), recognition, part.language()));
      }
    }
    return new Recognised(segments, seconds);
  }
}
