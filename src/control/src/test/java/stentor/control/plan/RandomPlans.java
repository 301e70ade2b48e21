package stentor.control.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import stentor.control.plan.Step.Action;

/** Trees of any shape over a {@link FakeWorld}. */
final class RandomPlans {

  private static final int DEEPEST = 4;
  private static final int WIDEST = 5;

  private final RandomGenerator random;
  private final FakeWorld world;
  private final FakeWork.Intents intents;
  private volatile Map<String, Set<String>> dependencies = Map.of();
  private int number;

  RandomPlans(RandomGenerator random, FakeWorld world, FakeWork.Intents intents) {
    this.random = random;
    this.world = world;
    this.intents = intents;
  }

  Plan next() {
    Plan plan = new Plan(tree(DEEPEST));
    dependencies = plan.dependencies();
    return plan;
  }

  private Step tree(int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(3);
    if (kind == 0) {
      return action();
    }
    List<Step> children = new ArrayList<>();
    int count = random.nextInt(WIDEST + 1);
    for (int child = 0; child < count; child++) {
      children.add(tree(depth - 1));
    }
    return kind == 1 ? new Step.Sequence(children) : new Step.Parallel(children);
  }

  private Action action() {
    String thing = "thing-" + number++;
    Retry retry =
        random.nextBoolean()
            ? Retry.NEVER
            : new Retry(
                1 + random.nextInt(3),
                Duration.ofMillis(1),
                Duration.ofMillis(4),
                problem -> ((FakeWorld.Refused) problem).passes());
    return Action.of(
            thing,
            "Make " + thing,
            "thing",
            new FakeWork(world, thing, () -> dependencies.getOrDefault(thing, Set.of()), intents))
        .retrying(retry);
  }
}
