package stentor.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import stentor.jobs.queue.WorkQueue.Depth;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.job.Failure;

/**
 * The workers of one model: as many as parts wait or are worked on, between min and max. More come
 * at once; fewer only after a quiet while, and a worker that goes finishes its part first. Used by
 * one thread.
 */
final class WorkerPool {

  private static final Duration QUIET = Duration.ofSeconds(30);

  private final IntFunction<Role> newRole;
  private WantedModel model;
  private boolean retired;
  private final List<Role> roles = new ArrayList<>();
  private final List<ChildProcess> draining = new ArrayList<>();
  private Depth depth = new Depth(0, 0, 0);
  private int wanted;
  private int nextNumber = 1;
  private long busySinceNanos;

  WorkerPool(WantedModel model, IntFunction<Role> newRole, long nowNanos) {
    this.model = model;
    this.newRole = newRole;
    this.wanted = model.min();
    this.busySinceNanos = nowNanos;
  }

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
    return retired && roles.isEmpty() && draining.isEmpty();
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
    return (int) roles.stream().filter(Role::ready).count();
  }

  /** All its processes, those that finish their last part too. */
  List<ChildProcess> children() {
    List<ChildProcess> all = new ArrayList<>(draining);
    roles.forEach(role -> role.child().ifPresent(all::add));
    return all;
  }

  /** Why no worker can come, if none can. */
  Optional<Failure> unavailable() {
    return ready() > 0
        ? Optional.empty()
        : roles.stream().map(Role::problem).flatMap(Optional::stream).findFirst();
  }

  /** What is wrong with any of them. */
  List<Failure> problems() {
    return roles.stream().map(Role::problem).flatMap(Optional::stream).distinct().toList();
  }

  /** Takes note of how much waits. */
  void measured(Depth measured, long nowNanos) {
    depth = measured;
    if (retired) {
      return;
    }
    int demand = Math.clamp(measured.total(), model.min(), model.max());
    if (demand >= wanted) {
      wanted = demand;
      busySinceNanos = nowNanos;
    } else if (nowNanos - busySinceNanos > QUIET.toNanos()) {
      wanted = demand;
    }
  }

  /** Looks after the processes; called every so often. */
  void tick(long nowNanos) throws InterruptedException {
    draining.removeIf(child -> !child.alive());
    while (roles.size() < wanted) {
      roles.add(newRole.apply(nextNumber++));
    }
    Iterator<Role> newest = roles.reversed().iterator();
    while (roles.size() > wanted) {
      Role role = newest.next();
      role.child()
          .ifPresent(
              child -> {
                child.drain();
                draining.add(child);
              });
      newest.remove();
    }
    for (Role role : roles) {
      role.tick(nowNanos);
    }
  }
}
