package stentor.master.http;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import stentor.master.connect.ConnectedWorker;
import stentor.master.connect.Question;
import stentor.protocol.job.WorkerMessage.Probed;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;
import stentor.speech.language.Evidence;
import stentor.speech.transcript.Segment;

/** A worker that hears "hello world" in everything, at once. */
record HearingWorker(String name, String model) implements ConnectedWorker {

  @Override
  public CompletableFuture<Probed> probe(Question question) {
    Span speech = question.speech();
    Evidence evidence =
        new Evidence(speech.seconds(), "hello world", 2, OptionalDouble.of(-0.1), false);
    double start = (double) speech.from() / Samples.RATE;
    Optional<Segment> segment =
        question
            .language()
            .map(
                wanted ->
                    new Segment(
                        start,
                        start + speech.seconds(),
                        "hello world",
                        wanted,
                        List.of(),
                        List.of(),
                        OptionalDouble.of(-0.1),
                        false));
    return CompletableFuture.completedFuture(
        new Probed(0, Optional.of(evidence), segment, true, 0.1));
  }

  @Override
  public String modelVersion() {
    return "1";
  }

  @Override
  public int unanswered() {
    return 0;
  }

  @Override
  public void close(String reason) {}
}
