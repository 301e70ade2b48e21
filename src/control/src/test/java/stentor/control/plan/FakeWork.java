package stentor.control.plan;

import java.util.Set;
import java.util.function.Supplier;

/** Makes one thing in a {@link FakeWorld}, in two calls. */
final class FakeWork implements Work {

  private final FakeWorld world;
  private final String thing;
  private final Supplier<Set<String>> needs;
  private final Intents intents;

  /** Says whether it is on the disk that a step is meant. */
  interface Intents {
    boolean told(String thing);
  }

  FakeWork(FakeWorld world, String thing, Supplier<Set<String>> needs, Intents intents) {
    this.world = world;
    this.thing = thing;
    this.needs = needs;
    this.intents = intents;
  }

  @Override
  public Completion look() {
    return world.look(thing);
  }

  @Override
  public void run(StepReport report) throws InterruptedException {
    working(
        () -> {
          if (world.look(thing) == Completion.NOT_DONE) {
            world.begin(thing);
          }
          world.complete(thing, needs.get());
        });
  }

  @Override
  public void undo(StepReport report) throws InterruptedException {
    working(() -> world.remove(thing));
  }

  private void working(Runnable calls) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!intents.told(thing)) {
      world.mistake(thing + " was worked on and nobody had said so");
    }
    world.enter();
    try {
      calls.run();
    } finally {
      world.leave();
    }
  }
}
