package stentor.master.language;

import java.util.List;
import java.util.Optional;
import stentor.speech.language.Stretch;

/** How much of a stretch is heard, and how well. */
enum Look {

  /** The first voiced seconds that tell, once. */
  FIRST(Stretch.TELLING_SECONDS, false),

  /** As much as is worth the time, and again where the model does not believe itself. */
  SECOND(6, true),

  /** All of it, once, for what was said as well. */
  WHOLE(Double.POSITIVE_INFINITY, false);

  private final double seconds;
  private final boolean thorough;

  Look(double seconds, boolean thorough) {
    this.seconds = seconds;
    this.thorough = thorough;
  }

  List<Stretch.Question> questions(Stretch stretch) {
    return this == WHOLE ? stretch.whole() : List.of(stretch.question(seconds));
  }

  boolean thorough() {
    return thorough;
  }

  /** The language of the text that is wanted. */
  Optional<String> wanted(Candidate candidate) {
    return this == WHOLE ? Optional.of(candidate.language()) : Optional.empty();
  }
}
