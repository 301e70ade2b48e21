package stentor.control.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import stentor.speech.problem.Problem;
import stentor.speech.problem.ProblemException;

/**
 * A world in which things are made in two calls each, and which remembers every mistake that is
 * made with it. Calls may fail, before they have done what they should or after, and the process
 * that makes them may be killed at any of them.
 */
final class FakeWorld {

  /** The process was killed: nothing it calls does anything any more. */
  @SuppressWarnings("serial")
  static final class Killed extends Error {
    Killed() {
      super("killed");
    }
  }

  /** What a call met. */
  record Refused(String thing, boolean passes) implements Problem {
    @Override
    public String code() {
      return "refused";
    }

    @Override
    public String what() {
      return thing + " was refused";
    }

    @Override
    public String why() {
      return "";
    }

    @Override
    public List<String> fixes() {
      return List.of();
    }
  }

  /** Carries it. */
  @SuppressWarnings("serial")
  static final class RefusedException extends ProblemException {
    private final transient Refused problem;

    RefusedException(Refused problem) {
      super(problem);
      this.problem = problem;
    }

    @Override
    public Refused problem() {
      return problem;
    }
  }

  private final RandomGenerator random;
  private final Map<String, Integer> begun = new HashMap<>();
  private final Map<String, Integer> completed = new HashMap<>();
  private final List<String> mistakes = Collections.synchronizedList(new ArrayList<>());
  private double failing;
  private double killing;
  private boolean killed;
  private int running;
  private int mostRunning;

  FakeWorld(RandomGenerator random) {
    this.random = random;
  }

  /** A new process works on it. */
  synchronized void newProcess(double failureProbability, double killProbability) {
    failing = failureProbability;
    killing = killProbability;
    killed = false;
    running = 0;
  }

  synchronized Completion look(String thing) {
    requireAlive();
    if (completed.containsKey(thing)) {
      return Completion.DONE;
    }
    return begun.containsKey(thing) ? Completion.PARTLY : Completion.NOT_DONE;
  }

  synchronized void enter() {
    running++;
    mostRunning = Math.max(mostRunning, running);
  }

  synchronized void leave() {
    running--;
  }

  synchronized void begin(String thing) {
    call(thing, () -> begun.merge(thing, 1, Integer::sum));
  }

  synchronized void complete(String thing, Set<String> needs) {
    for (String need : needs) {
      if (!completed.containsKey(need)) {
        mistakes.add(thing + " was made before " + need);
      }
    }
    call(thing, () -> completed.merge(thing, 1, Integer::sum));
  }

  synchronized void remove(String thing) {
    call(
        thing,
        () -> {
          completed.remove(thing);
          begun.remove(thing);
        });
  }

  synchronized void mistake(String text) {
    mistakes.add(text);
  }

  private void call(String thing, Runnable effect) {
    requireAlive();
    if (random.nextDouble() < killing) {
      killed = true;
      if (random.nextBoolean()) {
        effect.run();
      }
      throw new Killed();
    }
    boolean fails = random.nextDouble() < failing;
    boolean answerLost = random.nextBoolean();
    if (!fails || answerLost) {
      effect.run();
    }
    if (fails) {
      throw new RefusedException(new Refused(thing, random.nextBoolean()));
    }
  }

  private void requireAlive() {
    if (killed) {
      throw new Killed();
    }
  }

  synchronized boolean isKilled() {
    return killed;
  }

  synchronized int mostRunning() {
    return mostRunning;
  }

  synchronized List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /** How often each thing was made that is there. */
  synchronized Map<String, Integer> things() {
    return Map.copyOf(completed);
  }

  /** How often each thing was begun that is there. */
  synchronized Map<String, Integer> beginnings() {
    return Map.copyOf(begun);
  }
}
