package stentor.control.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.event.EventStream;
import stentor.control.journal.JournalFile;
import stentor.control.journal.JournalWriter;
import stentor.control.plan.PlanRunner.AtFailure;
import stentor.control.plan.Step.Action;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.JournalEntry;
import stentor.protocol.environment.JournalEntry.OperationEnding;
import stentor.protocol.environment.PlanDocument;

/**
 * What holds of every plan, however it fails, is killed or cancelled: run again until it is done,
 * everything was made once, nothing before what it needs, never too much at once, and everything
 * was said before it was done. Undone likewise, nothing is left.
 *
 * <p>{@code -Dstentor.seed} repeats a run; {@code -Dstentor.rounds} makes it longer, the profile
 * {@code long} much longer.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanEnginePropertyTest {

  private static final int FEW_ROUNDS = 60;
  private static final int MANY_ROUNDS = 3000;
  private static final int MOST_RUNS = 10_000;
  private static final double FAILING = 0.05;
  private static final double KILLING = 0.02;
  private static final double CANCELLING = 0.2;

  @TempDir Path folder;

  @Test
  void whatever_happens_all_is_made_once_and_nothing_is_left_of_what_is_undone() throws Exception {
    int rounds =
        Integer.getInteger(
            "stentor.rounds", Boolean.getBoolean("stentor.long") ? MANY_ROUNDS : FEW_ROUNDS);
    long seed = Long.getLong("stentor.seed", System.nanoTime());
    System.out.println(
        "PlanEnginePropertyTest: %d rounds, -Dstentor.seed=%d".formatted(rounds, seed));
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < rounds; round++) {
      new Round(random.split(), folder.resolve(round + ".jsonl")).run();
    }
  }

  /** One plan, made and undone. */
  private static final class Round {
    private final SplittableRandom random;
    private final Path journal;
    private final FakeWorld world;
    private final Plan plan;
    private final int mostAtOnce;

    Round(SplittableRandom random, Path journal) {
      this.random = random;
      this.journal = journal;
      this.world = new FakeWorld(random.split());
      this.plan = new RandomPlans(random.split(), world, this::isIntended).next();
      this.mostAtOnce = 1 + random.nextInt(4);
    }

    void run() throws IOException, InterruptedException {
      untilDone(plan, AtFailure.STOP);
      assertThat(world.things().keySet())
          .containsExactlyInAnyOrderElementsOf(plan.actions().stream().map(Action::id).toList());
      assertThat(world.things().values()).allMatch(times -> times == 1);
      assertThat(world.beginnings().values()).allMatch(times -> times == 1);

      untilDone(plan.reversed(), AtFailure.GO_ON);
      assertThat(world.things()).isEmpty();
      assertThat(world.beginnings()).isEmpty();

      assertThat(world.mistakes()).isEmpty();
      assertThat(world.mostRunning()).isLessThanOrEqualTo(mostAtOnce);
    }

    private void untilDone(Plan what, AtFailure atFailure)
        throws IOException, InterruptedException {
      Optional<Outcome> outcome = Optional.empty();
      for (int run = 0; !(outcome.orElse(null) instanceof Outcome.Completed); run++) {
        assertThat(run).isLessThan(MOST_RUNS);
        world.newProcess(FAILING, KILLING);
        outcome = runOnce(what, atFailure);
        outcome.ifPresent(ended -> check(ended, what, atFailure));
      }
    }

    /** Nothing of a plan is lost: every step was begun, was done before, failed or was skipped. */
    private void check(Outcome outcome, Plan what, AtFailure atFailure) {
      switch (outcome) {
        case Outcome.Completed completed -> assertThat(completed.begun()).doesNotHaveDuplicates();
        case Outcome.Failed failed -> {
          assertThat(failed.failures()).isNotEmpty();
          assertThat(failed.failures()).extracting(Outcome.Failure::step).doesNotHaveDuplicates();
          assertThat(Collections.disjoint(failed.skipped(), failed.begun())).isTrue();
          if (atFailure == AtFailure.GO_ON) {
            assertThat(failed.skipped()).isEmpty();
          }
          assertThat(what.actions()).extracting(Action::id).containsAll(failed.skipped());
        }
        case Outcome.Cancelled cancelled ->
            assertThat(Collections.disjoint(cancelled.skipped(), cancelled.begun())).isTrue();
      }
    }

    /** One process's life; empty where it was killed. */
    private Optional<Outcome> runOnce(Plan what, AtFailure atFailure)
        throws IOException, InterruptedException {
      PlanRunner runner = new PlanRunner(mostAtOnce, pause -> {}, random.split());
      EventStream events = new EventStream(Clock.systemUTC());
      RandomGenerator ids = random.split();
      try (JournalWriter writer =
              new JournalWriter(
                  journal, JournalWriter.IfUnwritable.REFUSE, Clock.systemUTC(), ids);
          EventStream.Recording _ = events.record(writer)) {
        events.plan("up", document(what));
        Optional<Outcome> outcome = runCancelledPerhaps(runner, what, atFailure, events);
        outcome.ifPresent(ended -> events.end("up", OperationEnding.COMPLETED));
        return outcome;
      } finally {
        if (world.isKilled()) {
          cutJournal();
        }
      }
    }

    private Optional<Outcome> runCancelledPerhaps(
        PlanRunner runner, Plan what, AtFailure atFailure, EventStream events)
        throws InterruptedException {
      Thread worker = Thread.currentThread();
      AtomicInteger untilCancelled =
          new AtomicInteger(
              random.nextDouble() < CANCELLING ? random.nextInt(20) : Integer.MAX_VALUE);
      try (EventStream.Recording _ =
          events.record(
              event -> {
                if (untilCancelled.decrementAndGet() == 0) {
                  worker.interrupt();
                  LockSupport.parkNanos(1);
                }
              })) {
        return Optional.of(runner.run(what, atFailure, events));
      } catch (FakeWorld.Killed killed) {
        return Optional.empty();
      } finally {
        boolean _ = Thread.interrupted();
      }
    }

    private boolean isIntended(String step) {
      try {
        return new JournalFile(journal)
            .last().stream()
                .flatMap(operation -> operation.lines().stream())
                .anyMatch(
                    line ->
                        line.entry() instanceof JournalEntry.StepIntended intended
                            && intended.step().equals(step));
      } catch (IOException unreadable) {
        world.mistake("The journal cannot be read: " + unreadable);
        return false;
      }
    }

    /** Whatever of it had come to the disk, it must not matter: the truth is the world. */
    private void cutJournal() throws IOException {
      if (Files.exists(journal) && random.nextBoolean()) {
        try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
          file.setLength(random.nextLong(file.length() + 1));
        }
      }
    }
  }

  private static PlanDocument document(Plan plan) {
    return plan.document(
        EnvironmentName.DEFAULT,
        "local",
        List.of(),
        new PlanDocument.Request(
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty()));
  }
}
