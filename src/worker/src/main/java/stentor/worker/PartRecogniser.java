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
import stentor.speech.transcript.TimeSpan;
import stentor.speech.transcript.Word;
import stentor.speech.transcript.WordConfidence;
import stentor.speech.transcript.WordTimes;
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
        segments.add(segment(utterance, recognition, part.language()));
      }
    }
    return new Recognised(segments, seconds);
  }

  private static Segment segment(Utterance utterance, Recognition recognition, String language) {
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
