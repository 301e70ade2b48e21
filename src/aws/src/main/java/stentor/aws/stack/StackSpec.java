package stentor.aws.stack;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a stack shall be.
 *
 * @param part what it is for, for example {@code network}; part of its name
 * @param title what making it does, for a person
 * @param template its template
 * @param needs parts whose stacks have to stand before it, and go after it
 * @param parameters values of its template's parameters
 * @param times how long it takes to make and to delete, about
 * @param costPerHour US dollars that an hour of it costs
 */
public record StackSpec(
    String part,
    String title,
    Template template,
    Set<String> needs,
    Map<String, String> parameters,
    Times times,
    double costPerHour) {

  /** Copies the collections. */
  public StackSpec {
    needs = Set.copyOf(needs);
    parameters = Map.copyOf(parameters);
  }

  /**
   * How long something takes, about.
   *
   * @param making to make it
   * @param deleting to delete it
   */
  public record Times(Duration making, Duration deleting) {
    /** Of so many seconds. */
    public static Times seconds(long making, long deleting) {
      return new Times(Duration.ofSeconds(making), Duration.ofSeconds(deleting));
    }
  }

  /** A stack that is there and that nobody wants: of it only its part is known. */
  public static StackSpec unknown(String part) {
    return new StackSpec(
        part, part, new Template(part, ""), Set.of(), Map.of(), Times.seconds(60, 60), 0);
  }

  /** What it is made of; kept as a tag of the stack. */
  public String fingerprint() {
    return template.fingerprint(parameters);
  }

  /** Whether this stack stands and was made of the same. */
  public boolean standsAs(StackView view) {
    return view.condition() == StackView.Condition.STANDING && isMadeOfThis(view);
  }

  /** Whether this stack was made, or is being made, of the same. */
  boolean isMadeOfThis(StackView view) {
    return fingerprint().equals(view.tags().get(Owner.FINGERPRINT));
  }

  /** The same with another value of a parameter. */
  public StackSpec with(String parameter, String value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    changed.put(parameter, value);
    return new StackSpec(part, title, template, needs, changed, times, costPerHour);
  }
}
