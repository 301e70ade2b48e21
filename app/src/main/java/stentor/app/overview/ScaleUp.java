package stentor.app.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.app.environment.EnvironmentHistory;
import stentor.app.environment.EnvironmentSample;

/**
 * How an environment last came to more workers, as far as its samples show.
 *
 * @param from how many workers were ready before
 * @param to how many were at its end
 * @param phases what happened one after the other
 */
record ScaleUp(int from, int to, List<Phase> phases) {

  /** Copies the list. */
  ScaleUp {
    phases = List.copyOf(phases);
  }

  /** What a phase is. */
  enum Kind {
    /** Work came faster than it was done, until more workers were wanted. */
    QUEUE_GREW,
    /** More workers were wanted, until all of them were ready. */
    WORKERS_CAME,
    /** All were ready, until nothing waited any more. */
    QUEUE_EMPTIED
  }

  /**
   * A part of it.
   *
   * @param kind what it is
   * @param from when it began
   * @param to when it ended
   */
  record Phase(Kind kind, Instant from, Instant to) {

    /** How long it took. */
    Duration took() {
      return Duration.between(from, to);
    }
  }

  /** How long it took from the wish for more workers until they were ready. */
  Duration took() {
    return phases.stream()
        .filter(phase -> phase.kind() == Kind.WORKERS_CAME)
        .findFirst()
        .orElseThrow()
        .took();
  }

  /** When its first phase began. */
  Instant begun() {
    return phases.getFirst().from();
  }

  /** When its last phase ended. */
  Instant ended() {
    return phases.getLast().to();
  }

  /**
   * The last one that these samples show from the wish for more workers until all of them were
   * ready. Absent where there is none, and where nobody looked for a while of it.
   *
   * @param samples the oldest first
   */
  static Optional<ScaleUp> last(List<EnvironmentSample> samples) {
    for (int index = samples.size() - 1; index > 0; index--) {
      EnvironmentSample before = samples.get(index - 1);
      EnvironmentSample raised = samples.get(index);
      // An environment that starts wants its first workers before anybody asks for work.
      if (raised.wanted() > before.wanted() && before.ready() > 0) {
        Optional<ScaleUp> found = from(samples, index);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<ScaleUp> from(List<EnvironmentSample> samples, int raised) {
    int begin = raised;
    while (begin > 0 && samples.get(begin - 1).waiting() > 0) {
      begin--;
    }
    int ready = first(samples, raised, sample -> sample.ready() >= sample.wanted());
    if (ready < 0 || hasGap(samples, begin, ready)) {
      return Optional.empty();
    }
    List<Phase> phases = new ArrayList<>();
    if (begin < raised) {
      phases.add(phase(Kind.QUEUE_GREW, samples, begin, raised));
    }
    phases.add(phase(Kind.WORKERS_CAME, samples, raised, ready));
    int empty = first(samples, ready, sample -> sample.waiting() == 0);
    if (empty > ready && !hasGap(samples, ready, empty)) {
      phases.add(phase(Kind.QUEUE_EMPTIED, samples, ready, empty));
    }
    return Optional.of(
        new ScaleUp(samples.get(raised - 1).ready(), samples.get(ready).ready(), phases));
  }

  private static Phase phase(Kind kind, List<EnvironmentSample> samples, int from, int to) {
    return new Phase(kind, samples.get(from).at(), samples.get(to).at());
  }

  private static int first(
      List<EnvironmentSample> samples,
      int from,
      java.util.function.Predicate<EnvironmentSample> wanted) {
    for (int index = from; index < samples.size(); index++) {
      if (wanted.test(samples.get(index))) {
        return index;
      }
    }
    return -1;
  }

  private static boolean hasGap(List<EnvironmentSample> samples, int from, int to) {
    for (int index = from + 1; index <= to; index++) {
      Instant before = samples.get(index - 1).at();
      if (before.isBefore(samples.get(index).at().minus(EnvironmentHistory.GAP))) {
        return true;
      }
    }
    return false;
  }
}
