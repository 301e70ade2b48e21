package stentor.master.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.job.PreparedJob.Utterance;
import stentor.speech.cut.Span;
import stentor.speech.language.Stretch;

/** Makes parts for workers of stretches whose languages are known. */
final class RoutedParts {

  private RoutedParts() {}

  /**
   * Stretches of one part that follow each other in one language are a part again; where the
   * language changes it is cut in the middle of the pause.
   *
   * @param languages of each stretch; absent: none that is served
   * @param model id of the model of a language
   * @param main whose model the parts of no language are given to, by name only
   */
  static List<Part> of(
      List<Stretch> stretches,
      List<Optional<String>> languages,
      UnaryOperator<String> model,
      Candidate main) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    while (from < stretches.size()) {
      int to = from + 1;
      while (to < stretches.size()
          && stretches.get(to).part().equals(stretches.get(from).part())
          && languages.get(to).equals(languages.get(from))) {
        to++;
      }
      Optional<String> language = languages.get(from);
      parts.add(
          new Part(
              parts.size(),
              language.map(model).orElse(main.model().id()),
              language.orElse(PreparedJob.NO_LANGUAGE),
              begin(stretches, from),
              end(stretches, to - 1),
              stretches.subList(from, to).stream()
                  .flatMap(stretch -> stretch.utterances().stream())
                  .map(speech -> new Utterance(speech.from(), speech.to()))
                  .toList()));
      from = to;
    }
    return parts;
  }

  private static long begin(List<Stretch> stretches, int index) {
    return isInside(stretches, index - 1)
        ? middle(stretches.get(index - 1), stretches.get(index))
        : stretches.get(index).part().span().from();
  }

  private static long end(List<Stretch> stretches, int index) {
    return isInside(stretches, index)
        ? middle(stretches.get(index), stretches.get(index + 1))
        : stretches.get(index).part().span().to();
  }

  /** Whether the next stretch is in the same part. */
  private static boolean isInside(List<Stretch> stretches, int index) {
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
