package stentor.master.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.job.PreparedJob.Utterance;
import stentor.speech.cut.Span;
import stentor.speech.language.Stretch;
import stentor.speech.transcript.Segment;

/**
 * Parts for workers, of stretches whose languages are known: those of one part that follow each
 * other in one language are a part again; where the language changes it is cut in the middle of the
 * pause. Immutable.
 */
final class RoutedParts {

  /**
   * Stretches that are one part.
   *
   * @param from the first of them
   * @param to one past the last
   * @param speaker whose language it is; absent: none that is served
   */
  private record Run(int from, int to, Optional<Candidate> speaker) {}

  private final List<Stretch> stretches;
  private final List<Run> runs;
  private final Candidate main;

  private RoutedParts(List<Stretch> stretches, List<Run> runs, Candidate main) {
    this.stretches = stretches;
    this.runs = runs;
    this.main = main;
  }

  /**
   * The parts of these stretches.
   *
   * @param speakers of each stretch, by language; absent: none that is served
   * @param main whose model the parts of no language are given to, by name only
   */
  static RoutedParts of(
      List<Stretch> stretches, List<Optional<Candidate>> speakers, Candidate main) {
    List<Run> runs = new ArrayList<>();
    int from = 0;
    while (from < stretches.size()) {
      int to = from + 1;
      while (to < stretches.size()
          && stretches.get(to).part().equals(stretches.get(from).part())
          && speakers.get(to).equals(speakers.get(from))) {
        to++;
      }
      runs.add(new Run(from, to, speakers.get(from)));
      from = to;
    }
    return new RoutedParts(stretches, runs, main);
  }

  /** In order. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (Run run : runs) {
      parts.add(
          new Part(
              parts.size(),
              run.speaker().orElse(main).model().id(),
              run.speaker().map(Candidate::language).orElse(PreparedJob.NO_LANGUAGE),
              begin(run.from()),
              end(run.to() - 1),
              stretches.subList(run.from(), run.to()).stream()
                  .flatMap(stretch -> stretch.utterances().stream())
                  .map(speech -> new Utterance(speech.from(), speech.to()))
                  .toList()));
    }
    return parts;
  }

  /** What was said in the parts of which that is known wholly, by their numbers. */
  Map<Integer, Routed.Recognised> recognised(Inquiry inquiry) {
    Map<Integer, Routed.Recognised> recognised = new HashMap<>();
    for (int part = 0; part < runs.size(); part++) {
      Optional<Routed.Recognised> said = said(runs.get(part), inquiry);
      if (said.isPresent()) {
        recognised.put(part, said.get());
      }
    }
    return recognised;
  }

  private static Optional<Routed.Recognised> said(Run run, Inquiry inquiry) {
    if (run.speaker().isEmpty()) {
      return Optional.empty();
    }
    List<Segment> segments = new ArrayList<>();
    double seconds = 0;
    String version = "";
    for (int stretch = run.from(); stretch < run.to(); stretch++) {
      Optional<Routed.Recognised> said = inquiry.recognised(stretch, run.speaker().get());
      if (said.isEmpty()) {
        return Optional.empty();
      }
      segments.addAll(said.get().segments());
      seconds += said.get().seconds();
      version = said.get().modelVersion();
    }
    return Optional.of(new Routed.Recognised(version, segments, seconds));
  }

  private long begin(int index) {
    return isInside(index - 1)
        ? middle(stretches.get(index - 1), stretches.get(index))
        : stretches.get(index).part().span().from();
  }

  private long end(int index) {
    return isInside(index)
        ? middle(stretches.get(index), stretches.get(index + 1))
        : stretches.get(index).part().span().to();
  }

  /** Whether the next stretch is in the same part. */
  private boolean isInside(int index) {
    return index >= 0
        && index + 1 < stretches.size()
        && stretches.get(index).part().equals(stretches.get(index + 1).part());
  }

  private static long middle(Stretch before, Stretch after) {
    Span last = before.utterances().getLast();
    Span next = after.utterances().getFirst();
    return (last.to() + next.from()) / 2;
  }
}
