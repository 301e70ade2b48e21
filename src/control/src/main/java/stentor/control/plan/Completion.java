package stentor.control.plan;

/** How far the work of a step is, as the truth tells and not as anybody remembers. */
public enum Completion {
  /** Nothing of it is there. */
  NOT_DONE,
  /** Some of it is there, or something else in its place; running the step makes it right. */
  PARTLY,
  /** All of it is there: the step is not run. */
  DONE
}
