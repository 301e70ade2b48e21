package stentor.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import stentor.jobs.queue.WorkQueue.Depth;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.job.Failure;

/**
 * The workers of one model: as many as parts wait or are worked on, and one for every two streams
 * in which somebody speaks, between min and max. More come at once; fewer only after a quiet while,
 * and a worker that goes finishes its part first. Used by one thread.
 */
final class WorkerPool {

  private static final Duration QUIET = Duration.ofSeconds(30);

  /**
   * An utterance is recognised some twenty times while it grows, ten times its length in all, by
   * engines that take a twentieth of that.
   */
  private static final int STREAMS_OF_A_WORKER = 2;

  private final IntFunction<Role> newRole;
  private WantedModel model;
  private boolean retired;
  private final List<Place> places = new ArrayList<>();
  private final List<Leaving> draining = new ArrayList<>();
  private Depth depth = new Depth(0, 0, 0);
  private int streams;
  private int questions;
  private int wanted;
  private long busySinceNanos;

  WorkerPool(WantedModel model, IntFunction<Role> newRole, long nowNanos) {
    this.model = model;
    this.newRole = newRole;
    this.wanted = model.min();
    this.busySinceNanos = nowNanos;
  }

  /** A place for a worker; its number is free again when its worker has gone. */
  private record Place(int number, Role role) {}

  /** A worker that finishes its last part. */
  private record Leaving(int number, ChildProcess child) {}

  /** Whether this is the pool of that version of that model, whatever its range. */
  boolean serves(WantedModel other) {
    return model.id().equals(other.id()) && model.version().equals(other.version());
  }

  /** Takes over a changed range of workers. */
  void adopt(WantedModel changed) {
    model = changed;
    retired = false;
    wanted = Math.clamp(wanted, model.min(), model.max());
  }

  /**
   * Lets all workers go once they have finished what they have: the model is not wanted any more.
   */
  void retire() {
    retired = true;
    wanted = 0;
  }

  boolean retired() {
    return retired;
  }

  /** Whether it was retired and its last worker has gone. */
  boolean gone() {
    return retired && places.isEmpty() && draining.isEmpty();
  }

  WantedModel model() {
    return model;
  }

  Depth depth() {
    return depth;
  }

  int wanted() {
    return wanted;
  }

  int ready() {
    return (int) roles().filter(Role::ready).count();
  }

  /** How many said lately that they work on something. */
  int busy() {
    return (int) roles().filter(Role::busy).count();
  }

  /** All its processes, those that finish their last part too. */
  List<ChildProcess> children() {
    return Stream.concat(
            draining.stream().map(Leaving::child), roles().flatMap(role -> role.child().stream()))
        .toList();
  }

  /** Why no worker can come, if none can. */
  Optional<Failure> unavailable() {
    return ready() > 0
        ? Optional.empty()
        : roles().map(Role::problem).flatMap(Optional::stream).findFirst();
  }

  /** What is wrong with any of them. */
  List<Failure> problems() {
    return roles().map(Role::problem).flatMap(Optional::stream).distinct().toList();
  }

  /** Whether whatever waits would wait for the start of a worker too, and so is worth a look. */
  boolean empty() {
    return wanted == 0 && !retired;
  }

  /** Takes note, before it is measured, of in how many streams somebody speaks. */
  void talking(int now) {
    streams = now;
  }

  /** Takes note, before it is measured, of how many questions were open at once lately. */
  void asked(int atOnce) {
    questions = atOnce;
  }

  /** Takes note of how much waits. */
  void measured(Depth measured, long nowNanos) {
    depth = measured;
    if (retired) {
      return;
    }
    // Streams ask, too: whoever asks most says how many are wanted.
    long besideQueues = Math.max(Math.ceilDiv(streams, STREAMS_OF_A_WORKER), questions);
    int demand = Math.clamp(measured.total() + besideQueues, model.min(), model.max());
    if (demand >= wanted) {
      wanted = demand;
      busySinceNanos = nowNanos;
    } else if (nowNanos - busySinceNanos > QUIET.toNanos()) {
      wanted = demand;
    }
  }

  /** Looks after the processes; called every so often. */
  void tick(long nowNanos) throws InterruptedException {
    draining.removeIf(leaving -> !leaving.child().alive());
    while (places.size() < wanted) {
      int number = freeNumber();
      places.add(new Place(number, newRole.apply(number)));
    }
    while (places.size() > wanted) {
      leave(leastBusy());
    }
    for (Place place : places) {
      place.role().tick(nowNanos);
    }
  }

  private Stream<Role> roles() {
    return places.stream().map(Place::role);
  }

  /** The lowest number nobody has: names of workers, and of their logs, are used again. */
  private int freeNumber() {
    Set<Integer> taken = new HashSet<>();
    places.forEach(place -> taken.add(place.number()));
    draining.forEach(leaving -> taken.add(leaving.number()));
    return IntStream.iterate(1, number -> number + 1)
        .filter(number -> !taken.contains(number))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Who is missed least: one that is not ready yet, else one that said it has nothing to do, else
   * any; the newest of them.
   */
  private Place leastBusy() {
    return places.reversed().stream()
        .min(
            Comparator.comparing((Place place) -> place.role().ready())
                .thenComparing(place -> place.role().busy()))
        .orElseThrow();
  }

  private void leave(Place place) {
    places.remove(place);
    place
        .role()
        .child()
        .ifPresent(
            child -> {
              child.drain();
              draining.add(new Leaving(place.number(), child));
            });
  }
}
