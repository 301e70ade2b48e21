package stentor.control.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import stentor.control.event.EventStream;
import stentor.control.plan.PlanRunner.AtFailure;
import stentor.control.plan.Step.Action;
import stentor.control.plan.Step.Parallel;
import stentor.control.plan.Step.Sequence;
import stentor.control.problem.PlanProblem;
import stentor.protocol.environment.JournalEntry.SkipReason;
import stentor.speech.problem.Problem;
import stentor.speech.problem.ProblemException;

/**
 * One run of a plan: a tree of virtual threads, each of which ends only after those it started.
 *
 * <p>What {@code StructuredTaskScope} will give once it is no preview any more (JEP 505), with one
 * difference: a failure does not cancel what runs beside it.
 */
final class PlanRun {

  private final Plan plan;
  private final AtFailure atFailure;
  private final EventStream events;
  private final Semaphore room;
  private final Patience patience;

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final List<String> begun = Collections.synchronizedList(new ArrayList<>());
  private final List<Outcome.Failure> failures = Collections.synchronizedList(new ArrayList<>());
  private final List<String> skipped = Collections.synchronizedList(new ArrayList<>());
  private final List<Throwable> defects = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean cancelled;

  /** How it waits after an attempt that failed. */
  interface Patience {
    void after(Retry retry, int attempt) throws InterruptedException;
  }

  PlanRun(Plan plan, AtFailure atFailure, EventStream events, int mostAtOnce, Patience patience) {
    this.plan = plan;
    this.atFailure = atFailure;
    this.events = events;
    this.room = new Semaphore(mostAtOnce);
    this.patience = patience;
  }

  Outcome run() {
    AtomicBoolean well = new AtomicBoolean();
    join(List.of(fork(plan.root(), well)));
    throwDefect();
    if (cancelled) {
      return new Outcome.Cancelled(begun, failures, skipped);
    }
    return failures.isEmpty()
        ? new Outcome.Completed(begun)
        : new Outcome.Failed(begun, failures, skipped);
  }

  private void throwDefect() {
    for (Throwable defect : defects) {
      switch (defect) {
        case Error error -> throw error;
        case RuntimeException exception -> throw exception;
        default -> throw new IllegalStateException(defect);
      }
    }
  }

  private Thread fork(Step step, AtomicBoolean well) {
    Thread thread =
        Thread.ofVirtual()
            .name("plan")
            .unstarted(
                () -> {
                  try {
                    well.set(walk(step));
                  } finally {
                    threads.remove(Thread.currentThread());
                  }
                });
    threads.add(thread);
    thread.start();
    if (cancelled) {
      thread.interrupt();
    }
    return thread;
  }

  /** Waits for the end of them all, whatever comes; an interrupt cancels the run. */
  private void join(List<Thread> children) {
    for (Thread child : children) {
      boolean ended = false;
      while (!ended) {
        try {
          child.join();
          ended = true;
        } catch (InterruptedException interrupted) {
          cancel();
        }
      }
    }
  }

  private void cancel() {
    if (!cancelled) {
      cancelled = true;
      threads.forEach(Thread::interrupt);
    }
  }

  /** Does the step, and returns whether it is done. */
  private boolean walk(Step step) {
    return switch (step) {
      case Action action -> act(action);
      case Sequence(var steps) -> {
        boolean well = true;
        for (Step one : steps) {
          if (cancelled || (!well && atFailure == AtFailure.STOP)) {
            skip(one);
            well = false;
          } else {
            well &= walk(one);
          }
        }
        yield well;
      }
      case Parallel(var steps) -> {
        List<AtomicBoolean> ends = steps.stream().map(one -> new AtomicBoolean()).toList();
        List<Thread> children = new ArrayList<>();
        for (int index = 0; index < steps.size(); index++) {
          children.add(fork(steps.get(index), ends.get(index)));
        }
        join(children);
        yield ends.stream().allMatch(AtomicBoolean::get);
      }
    };
  }

  private void skip(Step step) {
    for (Action action : new Plan(step).actions()) {
      skipped.add(action.id());
      events.skip(action.id(), action.title(), SkipReason.NOT_REACHED);
    }
  }

  private boolean act(Action action) {
    try {
      room.acquire();
    } catch (InterruptedException interrupted) {
      cancel();
      skip(action);
      return false;
    }
    try {
      if (cancelled) {
        skip(action);
        return false;
      }
      perform(action);
      return true;
    } catch (InterruptedException interrupted) {
      cancel();
      events.fail(action.id(), action.title(), new PlanProblem.Interrupted(action.title()));
    } catch (ProblemException expected) {
      failures.add(new Outcome.Failure(action.id(), action.title(), expected));
      events.fail(action.id(), action.title(), expected.problem());
    } catch (RuntimeException | Error unexpected) {
      defects.add(unexpected);
      cancel();
    } finally {
      room.release();
    }
    return false;
  }

  private void perform(Action action) throws InterruptedException {
    if (action.work().look() == Completion.DONE) {
      events.skip(action.id(), action.title(), SkipReason.DONE);
      return;
    }
    EventStream.Step told = events.start(action.id(), action.title());
    begun.add(action.id());
    StepReport report = new ToldReport(told, events);
    boolean done = false;
    for (int attempt = 1; !done; attempt++) {
      done = attempt(action, attempt, report);
    }
    told.finish();
  }

  /** Tries once; where the answer of an attempt was lost, the next one finds it done. */
  private boolean attempt(Action action, int attempt, StepReport report)
      throws InterruptedException {
    try {
      if (attempt == 1 || action.work().look() != Completion.DONE) {
        action.work().run(report);
      }
      return true;
    } catch (ProblemException failed) {
      if (!action.retry().again(attempt, failed.problem())) {
        throw failed;
      }
      report.note("%s: %s; trying again".formatted(action.title(), failed.problem().what()));
      patience.after(action.retry(), attempt);
      return false;
    }
  }

  private record ToldReport(EventStream.Step step, EventStream events) implements StepReport {
    @Override
    public void progress(long done, long total) {
      step.progress(done, total);
    }

    @Override
    public void resource(String name, String type, String state, String reason) {
      step.resource(name, type, state, reason);
    }

    @Override
    public void note(String text) {
      events.note(text);
    }

    @Override
    public void problem(Problem problem) {
      events.problem(problem);
    }
  }
}
