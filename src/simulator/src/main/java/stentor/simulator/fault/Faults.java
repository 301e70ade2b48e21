package stentor.simulator.fault;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import stentor.simulator.fault.Fault.Kind;
import stentor.simulator.world.Kept;
import stentor.simulator.world.World;

/** All that goes wrong now. Kept with the world; safe for all threads. */
public final class Faults implements Kept {

  private final World world;
  private final RandomGenerator random;
  private final List<Fault> faults = new ArrayList<>();

  /**
   * The faults of a world, as they were left there.
   *
   * @param random decides which requests a share strikes
   */
  public Faults(World world, RandomGenerator random) {
    this.world = world;
    this.random = random;
    world
        .state(part(), FaultsDocument.class)
        .ifPresent(document -> faults.addAll(document.faults()));
    world.keep(this);
  }

  @Override
  public String part() {
    return "faults";
  }

  @Override
  public Object state() {
    return new FaultsDocument(List.copyOf(faults));
  }

  /** All of them. */
  public List<Fault> all() {
    return world.atomically(() -> List.copyOf(faults));
  }

  /** Lets something go wrong from now on. */
  public void add(Fault fault) {
    world.atomically(
        () -> {
          faults.add(fault);
          world.changed();
        });
  }

  /** Lets nothing go wrong any more. */
  public void clear() {
    world.atomically(
        () -> {
          faults.clear();
          world.changed();
        });
  }

  /** A fault that strikes this request; one time of it is spent. */
  public Optional<Fault> strikes(Kind kind, String service, String action, String accessKey) {
    return struck(
        kind,
        fault ->
            fits(fault.service(), service)
                && fits(fault.action(), action)
                && fits(fault.accessKey(), accessKey));
  }

  /** A fault that strikes this resource of a stack; one time of it is spent. */
  public Optional<Fault> strikes(
      Kind kind, String type, String stack, String logicalId, String physicalId) {
    return struck(
        kind,
        fault ->
            fits(fault.type(), type)
                && fits(fault.stack(), stack)
                && (fits(fault.resource(), logicalId) || fits(fault.resource(), physicalId)));
  }

  /** How far the services' clock is ahead of the real one, in seconds. */
  public double skewSeconds() {
    return world.atomically(
        () ->
            faults.stream()
                .filter(fault -> fault.kind() == Kind.SKEW)
                .mapToDouble(fault -> fault.seconds().orElse(0))
                .sum());
  }

  /** Whether an action is denied, without spending a time. */
  public boolean denies(String service, String action) {
    return world.atomically(
        () ->
            faults.stream()
                .filter(fault -> fault.kind() == Kind.DENY)
                .anyMatch(fault -> fits(fault.service(), service) && fits(fault.action(), action)));
  }

  /** The value of a quota, where a fault says one. */
  public OptionalDouble quota(String code) {
    return world.atomically(
        () ->
            faults.stream()
                .filter(fault -> fault.kind() == Kind.QUOTA && fault.value().isPresent())
                .filter(fault -> fault.type().filter(code::equals).isPresent())
                .mapToDouble(fault -> fault.value().getAsDouble())
                .findFirst());
  }

  /** Types of what the deletion of a cluster leaves behind; a time of each is spent. */
  public Set<String> leftovers(String stack) {
    return world.atomically(
        () -> {
          Set<String> types = new HashSet<>();
          for (Optional<Fault> one = leaves(stack, types);
              one.isPresent();
              one = leaves(stack, types)) {
            types.add(one.get().type().orElse(""));
          }
          return types;
        });
  }

  private Optional<Fault> leaves(String stack, Set<String> already) {
    return struck(
        Kind.LEAVE,
        fault -> fits(fault.stack(), stack) && !already.contains(fault.type().orElse("")));
  }

  private Optional<Fault> struck(Kind kind, Predicate<Fault> fits) {
    return world.atomically(
        () -> {
          for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            if (fault.kind() == kind
                && fits.test(fault)
                && random.nextDouble() < fault.share().orElse(1)) {
              spend(i);
              return Optional.of(fault);
            }
          }
          return Optional.empty();
        });
  }

  private void spend(int index) {
    Fault left = faults.get(index).once();
    if (left.times().isPresent()) {
      world.changed();
    }
    if (left.spent()) {
      faults.remove(index);
    } else {
      faults.set(index, left);
    }
  }

  private static boolean fits(Optional<String> wanted, String is) {
    return wanted.isEmpty() || wanted.get().equals(is);
  }
}
