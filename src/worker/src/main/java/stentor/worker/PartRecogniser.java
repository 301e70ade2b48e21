package stentor.worker;

import java.util.ArrayList;
import java.util.List;
import stentor.engines.Cancellation;
import stentor.engines.Engine;
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
import stentor.worker.health.EngineWatch;

/**
 * Recognises a part utterance by utterance and puts the answers at their place in the recording.
 */
final class PartRecogniser {

  private final Engine engine;
  private final EngineWatch watch;

  PartRecogniser(Engine engine, EngineWatch watch) {
    this.engine = engine;
    this.watch = watch;
  }

  /**
   * One segment for each utterance in which somebody speaks.
   *
   * @param samples audio of the part, from its first to its last sample
   */
  List<Segment> recognise(Samples samples, Part part, Cancellation cancellation) {
    List<Segment> segments = new ArrayList<>();
    for (Utterance utterance : part.utterances()) {
      cancellation.check();
      Span inside = new Span(utterance.from() - part.from(), utterance.to() - part.from());
      Recognition recognition = watched(samples, inside, cancellation);
      if (!recognition.text().isEmpty()) {
        segments.add(segment(utterance, recognition, part.language()));
      }
    }
    return segments;
  }

  private Recognition watched(Samples samples, Span inside, Cancellation cancellation) {
    double seconds = (double) inside.length() / Samples.RATE;
    try (EngineWatch.Recognition watched = watch.begin(seconds)) {
      Recognition recognition = engine.recognise(samples, inside, cancellation);
      watched.succeeded();
      return recognition;
    }
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
