package stentor.speech.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows the language through a recording, stretch by stretch, with hysteresis: it changes where a
 * stretch is long enough to be sure of, or where the next one agrees; one short stretch between
 * others does not flip it. Stateless.
 */
public final class LanguageTrack {

  /** From this score on a candidate may be the language. */
  public static final double LIKELY = 0.5;

  /** From this score on nobody else needs to be asked. */
  public static final double SURE = 0.9;

  /** Below this score of all candidates nobody here understands what is said. */
  static final double FOREIGN = 0.1;

  /** Speech of this many seconds is enough to change the language by itself. */
  public static final double ENOUGH_SECONDS = 2;

  private LanguageTrack() {}

  /**
   * The language of each stretch; absent where it is none of the candidates, which only happens in
   * stretches of at least {@value #ENOUGH_SECONDS} s about which all of them were asked.
   *
   * @param candidates how many there are
   * @return as many as there are stretches; all absent where no stretch is in any candidate's
   *     language
   */
  public static List<Optional<String>> follow(List<Heard> stretches, int candidates) {
    Optional<String> current = first(stretches);
    List<Optional<String>> languages = new ArrayList<>();
    if (current.isEmpty()) {
      stretches.forEach(stretch -> languages.add(Optional.empty()));
      return languages;
    }
    for (int index = 0; index < stretches.size(); index++) {
      Heard stretch = stretches.get(index);
      if (changes(stretches, index, current.get())) {
        current = stretch.best();
      }
      languages.add(isForeign(stretch, candidates) ? Optional.empty() : current);
    }
    return languages;
  }

  /** The language of the first stretch that is long enough, else of the likeliest one. */
  private static Optional<String> first(List<Heard> stretches) {
    List<Heard> likely =
        stretches.stream()
            .filter(stretch -> stretch.best().filter(tag -> isLikely(stretch, tag)).isPresent())
            .toList();
    return likely.stream()
        .filter(stretch -> stretch.seconds() >= ENOUGH_SECONDS)
        .findFirst()
        .or(
            () ->
                likely.stream()
                    .max(
                        (one, other) ->
                            Double.compare(
                                one.score(one.best().orElse("")),
                                other.score(other.best().orElse("")))))
        .flatMap(Heard::best);
  }

  private static boolean changes(List<Heard> stretches, int index, String current) {
    Heard stretch = stretches.get(index);
    Optional<String> best = stretch.best().filter(tag -> isLikely(stretch, tag));
    if (best.isEmpty() || best.get().equals(current)) {
      return false;
    }
    boolean agreed =
        index + 1 < stretches.size()
            && stretches.get(index + 1).best().equals(best)
            && isLikely(stretches.get(index + 1), best.get());
    return stretch.seconds() >= ENOUGH_SECONDS || agreed;
  }

  private static boolean isLikely(Heard stretch, String language) {
    return stretch.score(language) >= LIKELY;
  }

  private static boolean isForeign(Heard stretch, int candidates) {
    return stretch.seconds() >= ENOUGH_SECONDS
        && stretch.words()
        && stretch.scores().size() >= candidates
        && stretch.scores().values().stream().allMatch(score -> score < FOREIGN);
  }
}
